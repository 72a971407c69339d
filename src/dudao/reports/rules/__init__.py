"""Checks of a report: one folder a family, one file a rule, one tuple a family, joined in `registry`."""
