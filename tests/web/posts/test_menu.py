"""The menu: which entry is marked on a page."""

from __future__ import annotations

import pytest
from django.urls import reverse

from dudao.web.pages.menu import menu_for
from tests.web.cast import acting_as, raise_curtain


@pytest.mark.django_db
@pytest.mark.parametrize(
    "name", ["discovery:document-list", "readers:history", "publishing:upload-queue", "posts:workbench"]
)
def test_one_entry_is_marked(name: str) -> None:
    raise_curtain()
    page = reverse(name)
    marked = [
        entry.address
        for _label, entries in menu_for(acting_as("operator"), page)
        for entry in entries
        if entry.is_current
    ]
    assert len(marked) == 1
    assert page.startswith(marked[0])
