"""The case, its record, the one write path, work items and documents."""
