"""The working days of the district, as an editable table."""
