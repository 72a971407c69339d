"""Drafting, checking, binding and comparing the self-assessment report."""
