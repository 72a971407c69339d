"""What of a document's file is exposed, what was decided of it, and what still keeps it from being public."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext_lazy as _

from dudao.web.library.models import Document, Rendition, Version
from dudao.web.library.states import RenditionState
from dudao.web.policies import YES, Answer, first_no, no
from dudao.web.publishing.exposures import Exposure, exposures_in
from dudao.web.publishing.models import Decision, Judgement


@dataclass(frozen=True, slots=True)
class Place:
    """Something found, with what was decided of it; None as long as nothing was."""

    exposure: Exposure
    judgement: Judgement | None


def bare_of(rendition: Rendition) -> Rendition:
    """What is shown of the same file with nothing covered; the rendition itself where there is no other."""
    if not rendition.redactions:
        return rendition
    same = Rendition.objects.filter(sha256=rendition.sha256, suffix=rendition.suffix, state=RenditionState.READY)
    return next((each for each in same.order_by("made_at") if not each.redactions), rendition)


def newest_of(document: Document) -> Version | None:
    """The newest version that was read: the one shown, or one that waits to be shown."""
    rows = document.versions.select_related("rendition").filter(rendition__state=RenditionState.READY)
    return rows.order_by("-number").first()


def exposures_of(rendition: Rendition) -> list[Exposure]:
    """All that the uncovered file exposes."""
    return exposures_in(bare_of(rendition).personal)


def places_of(document: Document, version: Version) -> list[Place]:
    """What the file of a version exposes, each with what was decided of it."""
    decided = {each.key: each for each in judged(document, version) if not each.is_drawn}
    return [Place(each, decided.get(each.key)) for each in exposures_of(version.rendition)]


def judged(document: Document, version: Version) -> list[Judgement]:
    """Everything decided of a version's file, drawn boxes included."""
    return list(document.judgements.filter(sha256=version.rendition.sha256))


def wanted_redactions(document: Document, version: Version) -> list[dict[str, Any]]:
    """All boxes to be covered, as the pipeline takes them."""
    names = ("left", "top", "right", "bottom")
    return [
        {"page": each.page, **dict(zip(names, box, strict=True)), "reason": each.reason}
        for each in judged(document, version)
        if each.decision == Decision.COVER
        for box in each.boxes
    ]


def is_burnt_in(document: Document, version: Version) -> bool:
    """Whether what is shown covers exactly what was decided to be covered."""
    return _areas(wanted_redactions(document, version)) == _areas(version.rendition.redactions)


def _areas(redactions: list[dict[str, Any]]) -> set[tuple[Any, ...]]:
    sides = ("left", "top", "right", "bottom")
    return {(each["page"], *(round(float(each[side]), 4) for side in sides)) for each in redactions}


def may_be_shown(document: Document, version: Version) -> Answer:
    """Whether a version is fit for the public: read, nothing found undecided, everything to be covered burnt in."""
    return first_no(
        YES if version.rendition.state == RenditionState.READY else no(_("文件还没有处理完，请稍候。")),
        lambda: _all_decided(document, version),
        lambda: (
            YES if is_burnt_in(document, version) else no(_("遮盖还没有生成，请在“隐私检查”页点“生成遮盖后的页面”。"))
        ),
    )


def _all_decided(document: Document, version: Version) -> Answer:
    open_ones = sum(each.judgement is None for each in places_of(document, version))
    if not open_ones:
        return YES
    return no(_("还有 %(count)d 处疑似个人信息没有处理，请在“隐私检查”页逐处决定。") % {"count": open_ones})
