"""What is evaluated: schemes as content, and their language."""
