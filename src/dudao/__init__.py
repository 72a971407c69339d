"""Dudao (督导): reads, checks and drafts education self-assessment reports; nothing is imported until it is needed."""

__version__ = "0.1.0"
