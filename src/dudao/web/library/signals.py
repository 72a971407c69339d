"""What the library tells the apps above it, after the action stands (on commit)."""

from __future__ import annotations

from django.dispatch import Signal

document_moved = Signal()
"""A document went from one state to another. Arguments: `document`, `move` (of `states.MOVES`), `by`, `at`."""

person_told = Signal()
"""Somebody is to hear of something. Arguments: `person_id`, `words` (one sentence with gaps, to be translated), `named` (what
stands in them), `address` (a page of the site), `at`."""
