"""The door for staff: pages, forms and addresses; no tables."""
