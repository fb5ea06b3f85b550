"""Words of this door for its templates."""
