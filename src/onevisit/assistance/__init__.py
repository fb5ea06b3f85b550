"""帮办代办: authorisations to act for somebody, village agents' filings, visits at home."""
