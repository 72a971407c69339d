"""Notices to readers: what any app of the library tells somebody, one sentence with the page it is about."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from uuid import UUID

from django.utils.translation import override

from dudao.web.acting import Acting
from dudao.web.policies import Words
from dudao.web.readers.models import Notice

LONGEST, MOST_KEPT = 400, 500
"""Characters of a notice; notices of a person, of which the oldest go."""


def notify(
    *, person_id: UUID, words: Words, address: str, at: datetime, named: Mapping[str, object] | None = None
) -> Notice:
    """Tell somebody something; the same sentence about the same page is not said again while it is unread.

    Args:
        words: one sentence, with its gaps (%(title)s); kept in Chinese and in English, as who reads it is not known here.
        named: what stands in the gaps.
        address: path of the page, on this site.
    """
    said = {language: _sentence(words, named, language) for language in ("zh-hans", "en")}
    known = {"words": said["zh-hans"], "words_en": said["en"] if said["en"] != said["zh-hans"] else ""}
    again = Notice.objects.filter(person_id=person_id, words=known["words"], address=address, read_at=None).first()
    if again is not None:
        return again
    made = Notice.objects.create(person_id=person_id, **known, address=address, at=at)
    kept = Notice.objects.filter(person_id=person_id).values("pk")[:MOST_KEPT]
    Notice.objects.filter(person_id=person_id).exclude(pk__in=list(kept.values_list("pk", flat=True))).delete()
    return made


def _sentence(words: Words, named: Mapping[str, object] | None, language: str) -> str:
    with override(language):
        return (str(words) % named if named else str(words))[:LONGEST]


def hear(
    *,
    person_id: UUID,
    words: Words,
    address: str,
    at: datetime,
    named: Mapping[str, object] | None = None,
    **_more: object,
) -> None:
    """What the library says to somebody (`person_told`) becomes a notice."""
    notify(person_id=person_id, words=words, address=address, at=at, named=named)


def unread_count(acting: Acting) -> int:
    """How many notices somebody has not read."""
    if acting.person_id is None:
        return 0
    return Notice.objects.filter(person_id=acting.person_id, read_at=None).count()
