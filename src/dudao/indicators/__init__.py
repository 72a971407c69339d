"""Schemes to results: indicators computed, judged, scored and explained down to the source cell and the clause of law."""
