"""预约: when a hall is open, the places of a slot and why, who may book, move or cancel, the calendar file."""
