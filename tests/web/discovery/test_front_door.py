"""From the front page people log in to their workbench; from a search they come back to it."""

from __future__ import annotations

import re

import pytest
from django.test import Client


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("address", "way"), [("/library/", "/account/login/"), ("/library/?q=a", "/account/login/?next=")]
)
def test_where_logging_in_leads(address: str, way: str) -> None:
    page = Client().get(address).content.decode()
    found = re.search(r'href="(/account/login/[^"]*)"', page)
    assert found is not None
    assert found[1] == way or (way.endswith("=") and found[1].startswith(way))
