"""The UI kit: layout, components, error pages; the only part of the platform that knows the web."""
