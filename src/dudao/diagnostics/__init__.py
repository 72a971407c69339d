"""One shape for everything a machine points at in a report, a scheme or submitted data."""
