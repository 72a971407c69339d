"""Results to points, points to totals, totals to grades. Scores use the unrounded value; a missing value gives no score."""
