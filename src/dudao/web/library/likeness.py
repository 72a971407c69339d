"""Near-duplicates: a fingerprint of a text that survives another title, other words here and there, traditional characters.

The text is folded as the core folds it, letter for letter, without blanks and marks; its runs of `SHINGLE` characters are
hashed into `BINS` bins, each bin keeping its smallest (one permutation hashing, Li, Owen and Zhang 2012). The share of
equal bins estimates the share of runs that two texts have in common. Three bins together are a band; texts that share a
band are compared, so that a question reads some dozens of rows of a table of any size.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from hashlib import sha256
from zlib import crc32

from django.db.models import Count, Q

from dudao.reports.structure.fold import fold
from dudao.web.library.models import Document, LikenessBand, Rendition, Version
from dudao.web.library.states import DocumentState

SHINGLE = 4
BINS, ROWS = 126, 3
EMPTY = -1
"""Of a bin that no run fell into: the text is short."""
SURELY = 0.35
"""Share of common runs from which two texts count as one report in two versions; unrelated reports stay under 0.1."""
MOST_COMPARED, MOST_FOUND = 60, 10
_MIX = 0x9E3779B97F4A7C15
_LEFT_OUT = re.compile(r"[\W_]+")


def plain_text(text: str) -> str:
    """Letters, digits and characters of a text, folded: what two prints of one report have in common.

    >>> plain_text("教育 經費，２.５％")
    '教育经费25'
    """
    return _LEFT_OUT.sub("", fold(text)).lower()


def key_of_text(text: str) -> str:
    """The same for two files exactly when their folded texts are the same; "" for a text of no letters."""
    plain = plain_text(text)
    return sha256(plain.encode("utf-8", "replace")).hexdigest() if plain else ""


def fingerprint_of(text: str) -> list[int]:
    """The fingerprint of a text: the smallest hash of each bin, EMPTY for a bin without; [] for a text of no run at all."""
    plain = plain_text(text)
    if len(plain) < SHINGLE:
        return []
    bins = [EMPTY] * BINS
    runs = {plain[at : at + SHINGLE] for at in range(len(plain) - SHINGLE + 1)}
    for run in runs:
        mixed = (crc32(run.encode("utf-8", "replace")) * _MIX) & 0xFFFFFFFFFFFFFFFF
        place, value = (mixed >> 48) % BINS, (mixed >> 8) & 0xFFFFFFFF
        if bins[place] == EMPTY or value < bins[place]:
            bins[place] = value
    return bins


def share_of(one: Sequence[int], other: Sequence[int]) -> float:
    """About which share of their runs two fingerprinted texts have in common, 0 to 1.

    >>> share_of(fingerprint_of("教育经费逐年增长"), fingerprint_of("教育經費逐年增長"))
    1.0
    """
    pairs = [(a, b) for a, b in zip(one, other, strict=False) if a != EMPTY or b != EMPTY]
    return sum(a == b for a, b in pairs) / len(pairs) if pairs else 0.0


def bands_of(fingerprint: Sequence[int]) -> list[int]:
    """Signed 63-bit numbers of three neighbouring bins each; bands with an empty bin are left out."""
    found = []
    for at in range(0, len(fingerprint) - ROWS + 1, ROWS):
        part = fingerprint[at : at + ROWS]
        if EMPTY not in part:
            digest = sha256(repr((at, tuple(part))).encode()).digest()
            found.append(int.from_bytes(digest[:8], "big", signed=True))
    return found


def keep_bands(rendition: Rendition) -> None:
    """Keep the bands of a rendition's fingerprint instead of those kept before."""
    LikenessBand.objects.filter(rendition=rendition).delete()
    rows = [LikenessBand(rendition=rendition, band=band) for band in bands_of(rendition.likeness)]
    LikenessBand.objects.bulk_create(rows, batch_size=200)


def similar_to(
    rendition: Rendition, *, states: Sequence[str] = (DocumentState.PUBLISHED,)
) -> list[tuple[Document, float]]:
    """Documents whose current text is that of a rendition, wholly or in large part; the most alike first.

    Args:
        states: of the documents that are looked at.
    Returns:
        At most ten, each with the share of common text, 1.0 where the folded texts are the same. The document that the
        rendition is the current one of is left out.
    """
    alike: dict[str, float] = {}
    if rendition.text_key:
        same = Rendition.objects.filter(text_key=rendition.text_key).values_list("key", flat=True)
        alike = dict.fromkeys(same[: MOST_COMPARED * 2], 1.0)
    for other in _candidates(rendition):
        share = share_of(rendition.likeness, other.likeness)
        if other.key not in alike and share >= SURELY:
            alike[other.key] = round(min(share, 0.99), 2)
    documents = Document.objects.filter(current__rendition__in=alike, state__in=states)
    own = set(rendition.versions.values_list("document_id", flat=True)) if rendition.key in alike else set()
    rows = documents.exclude(pk__in=own).select_related("current")
    found = [(document, alike[document.current.rendition_id]) for document in rows if document.current is not None]
    return sorted(found, key=lambda each: (-each[1], each[0].pk))[:MOST_FOUND]


def most_alike(renditions: Sequence[Rendition]) -> dict[str, float]:
    """How much of the text of each rendition one public document at most has in common with it, in four queries for all.

    Returns:
        Shares by the rendition's key, 1.0 for the same text; without those that are like nothing. A document that the
        rendition itself is a version of does not count.
    """
    bands: dict[int, list[Rendition]] = {}
    for each in renditions:
        for band in bands_of(each.likeness):
            bands.setdefault(band, []).append(each)
    public = Document.objects.filter(state=DocumentState.PUBLISHED)
    shared: dict[str, Counter[str]] = {each.key: Counter() for each in renditions}
    rows = LikenessBand.objects.filter(band__in=bands, rendition__in=public.values("current__rendition"))
    for other, band in rows.values_list("rendition", "band"):
        for each in bands[band]:
            shared[each.key][other] += 1
    compared = {key for times in shared.values() for key, _times in times.most_common(MOST_COMPARED)}
    texts = {each.text_key for each in renditions} - {""}
    others = Rendition.objects.filter(Q(key__in=compared) | Q(text_key__in=texts)).only("key", "likeness", "text_key")
    documents = dict[str, set[int]]()
    for key, document in public.filter(current__rendition__in=others).values_list("current__rendition", "pk"):
        documents.setdefault(key, set()).add(document)
    own = dict[str, set[int]]()
    for key, document in Version.objects.filter(rendition__in=renditions).values_list("rendition", "document"):
        own.setdefault(key, set()).add(document)
    found: dict[str, float] = {}
    for each in renditions:
        for public_one in others:
            if documents.get(public_one.key, set()) - own.get(each.key, set()):
                found[each.key] = max(found.get(each.key, 0), _share(each, public_one))
    return {key: share for key, share in found.items() if share}


def _share(one: Rendition, other: Rendition) -> float:
    """What two texts have in common; 0 for too little to say so."""
    if one.text_key and one.text_key == other.text_key:
        return 1.0
    share = share_of(one.likeness, other.likeness)
    return round(min(share, 0.99), 2) if share >= SURELY else 0.0


def _candidates(rendition: Rendition) -> list[Rendition]:
    """The renditions that share most bands with one."""
    bands = bands_of(rendition.likeness)
    if not bands:
        return []
    shared = LikenessBand.objects.filter(band__in=bands).exclude(rendition=rendition)
    most = shared.values("rendition").annotate(times=Count("pk")).order_by("-times")[:MOST_COMPARED]
    keys = [each["rendition"] for each in most]
    return list(Rendition.objects.filter(pk__in=keys).only("key", "likeness"))
