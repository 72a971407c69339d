"""What forms of the site share; the tag `field` draws them and gives inputs their styles, also those of libraries."""

from __future__ import annotations

from typing import Any

from django import forms


class DateInput(forms.DateInput):
    """A day, chosen from the browser's own calendar or typed."""

    input_type = "date"

    def __init__(self, **more: Any) -> None:
        super().__init__(format="%Y-%m-%d", **more)
