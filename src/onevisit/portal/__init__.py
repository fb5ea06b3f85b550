"""The door of those who apply. Read `urls` first, then `flow` and the steps of an application."""
