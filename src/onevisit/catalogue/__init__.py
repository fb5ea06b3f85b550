"""Matters and their versions, publishing in batches, lists and search."""
