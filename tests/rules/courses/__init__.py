"""The courses of a case as stories, and every refusal of the procedure once."""
