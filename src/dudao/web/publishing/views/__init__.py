"""Pages about uploads."""
