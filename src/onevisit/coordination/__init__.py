"""协同配合: questions between organs about a case, disagreements and their arbiters, and their time limits."""
