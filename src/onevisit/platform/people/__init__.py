"""People and parties: who signs in, and in whose name something is asked for."""
