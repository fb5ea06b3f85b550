"""A case (办件): what may be asked, what happened, what follows. Read `transitions` first, then `decide`."""
