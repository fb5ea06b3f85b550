"""What the law and the order say, as pure functions of values.

Nothing in here reads a clock, a file, a database or the network: a day is an argument.
A rule belongs here if a lawyer could ask "why did it decide that?".
"""
