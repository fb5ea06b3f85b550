"""预约: slots of halls, who booked which, what became of it."""
