"""帮办代办 (clauses 5.4a and 5.6c of the order): what can be done without the person, and by whom.

- `reach` says of a matter in a situation whether it can be done without the person's body, and why not, act by act.
- `authorisation` is the written word that lets somebody act for somebody else: whom, for what, until when.
- `home_visits` is what the officials travel, so that he need not.
- `refusals` are the sentences.
"""
