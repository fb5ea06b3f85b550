"""The door for machines: OpenAPI and linked data; no tables."""
