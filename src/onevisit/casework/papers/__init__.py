"""Official documents in the write path: which the law wants, their numbers without gaps, and what they say."""
