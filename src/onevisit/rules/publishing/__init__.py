"""The life of a version (事项版本): who may draft, check, opine on, approve, publish and withdraw it, and when.

Read `transitions.py` for the procedure, `gate.py` for what keeps a version from being published.
"""
