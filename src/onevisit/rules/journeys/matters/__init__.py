"""Matters as worlds of facts and rules: read `course.py` for what an application is, `showing.py` for its papers."""
