"""What the organs do to a case beside review and decision: one form for each command, all shown by `views/acts.py`."""
