"""What is done about comments and complaints."""

from dudao.web.voices.actions import blocks, comments, reports

__all__ = ["blocks", "comments", "reports"]
