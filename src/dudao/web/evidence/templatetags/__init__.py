"""Parts that templates of evidence use."""
