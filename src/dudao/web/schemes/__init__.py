"""Editions of evaluation schemes: uploaded, checked, compared, published and then frozen; browsed point by point."""
