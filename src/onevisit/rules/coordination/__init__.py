"""部门协同 (clause 6b): questions between organs with a limit, and disagreements that a named arbiter decides in time.

`terms` says how long each step may take and why a day is the due day; `question` and `disagreement` what may be done
when, to whom something goes by the passing of time, and who is barred from deciding. No law sets these limits: they are
the district's own, and every derivation says so. None of it stops the clock of a case (`terms.CLOCK_GOES_ON`).
"""
