"""A district as data: its divisions, organs, halls, posts, laws, licence types and words, read with findings."""
