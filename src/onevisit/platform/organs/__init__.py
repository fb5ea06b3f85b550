"""Divisions, organs, halls with their windows, and the posts that people hold in them."""
