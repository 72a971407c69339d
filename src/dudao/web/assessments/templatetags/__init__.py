"""Tags of the pages of self-assessment."""
