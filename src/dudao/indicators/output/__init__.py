"""Results and explanations for people and programs."""
