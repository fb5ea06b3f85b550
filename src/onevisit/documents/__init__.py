"""The official documents (文书) of a case: what each has to say, and its printed form."""
