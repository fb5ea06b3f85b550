"""What an operator does with the whole house at once: keep a copy of it, and make a house of a copy again."""
