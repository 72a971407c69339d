"""Figures, events and documents to facts: candidates, agreement, anchors that survive a new version."""
