"""Keys of the cast, and clients that use them."""

from __future__ import annotations

from django.test import Client
from django.utils import timezone

from dudao.web.api.actions import make_token
from tests.web.cast import acting_as


def key_of(login: str) -> str:
    """A key of one of the cast."""
    return make_token(name="同步", days=30, by=acting_as(login), at=timezone.now())[1]


def program_of(login: str) -> Client:
    """A program that acts for one of the cast; `visitor` has no key."""
    return Client() if login == "visitor" else Client(headers={"Authorization": f"Bearer {key_of(login)}"})
