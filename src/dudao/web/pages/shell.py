"""What the frame of a page shows: the office, the person and post, the menu."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.http import HttpRequest

from dudao.web.acting import VISITOR
from dudao.web.pages.menu import menu_for


def shell(request: HttpRequest) -> dict[str, Any]:
    """The frame's context; the menu is worked out only where a template asks for it. Libraries call other things `site`."""
    acting = getattr(request, "acting", VISITOR)
    return {"house": settings.SITE, "acting": acting, "menu": lambda: menu_for(acting, request.path)}
