"""一件事 for applicants: its guide, its application (the pages of any other), and how it stands."""
