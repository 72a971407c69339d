"""What is done about comments and complaints."""

from dudao.web.voices.actions import blocks, comments, complaints, reports

__all__ = ["blocks", "comments", "complaints", "reports"]
