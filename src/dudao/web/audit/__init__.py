"""What was done, in a chain that only grows."""
