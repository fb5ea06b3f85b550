"""Shared data between organs, and the ports to systems outside."""
