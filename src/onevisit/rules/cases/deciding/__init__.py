"""The rules behind `decide`, by part of the procedure. Each takes context, state and command and returns events."""
