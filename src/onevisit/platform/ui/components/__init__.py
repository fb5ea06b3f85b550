"""The template tags, by what they are for; `templatetags/ui.py` puts them into one library."""
