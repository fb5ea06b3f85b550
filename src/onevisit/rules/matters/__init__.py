"""A matter (事项): what somebody can ask a government for, as a value that can be reasoned about."""
