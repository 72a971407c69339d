"""What a body says of itself, point by point: score, reason, narrative, live figures."""
