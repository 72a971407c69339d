"""Setting a site up and running it."""
