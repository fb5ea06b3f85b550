"""排队叫号: tickets of a hall's day, who was called where and when, how long people wait and are served."""
