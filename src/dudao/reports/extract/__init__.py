"""Outline to things with spans: times, figures, relations between figures, documents, events, people, claims."""
