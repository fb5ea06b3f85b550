"""The door for applicants: pages, forms and addresses; no tables."""
