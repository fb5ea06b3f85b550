"""What organs and the inquiry see of the work: figures, alarms, ratings."""
