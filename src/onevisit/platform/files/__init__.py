"""Files: looked at before they are kept, kept by what is in them, never served from an address one could guess."""
