"""What was found is covered or stays with a reason; boxes are drawn by hand; what is covered is burnt into the pages."""

from __future__ import annotations

import secrets
from collections.abc import Sequence
from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from dudao.web.acting import Acting
from dudao.web.audit.names import declare
from dudao.web.library.actions import redact_document
from dudao.web.library.keeping import locked
from dudao.web.library.models import Document, Version
from dudao.web.policies import Refused
from dudao.web.publishing import policy, privacy
from dudao.web.publishing.actions.noting import note
from dudao.web.publishing.models import Decision, Judgement

JUDGED = declare("library.place-judged", _("决定遮盖或保留"))
DRAWN = declare("library.box-drawn", _("画出遮盖框"))
ERASED = declare("library.box-removed", _("取消遮盖框"))
MOST_BOXES = 2_000
LEAST_SIDE = 0.002
"""Of a box, as a share of the page: about half a millimetre."""


def _version(document: Document) -> Version:
    version = privacy.newest_of(document)
    if version is None:
        raise Refused(_("文件还没有处理完，请稍候。"))
    return version


@transaction.atomic
def judge_place(*, address: str, keys: Sequence[str], decision: str, reason: str = "", by: Acting, at: datetime) -> int:
    """Decide of places that were found: cover them, or keep them with the reason. Gives back how many."""
    document = locked(address)
    policy.may_cover(by, document).require()
    version, why = _version(document), " ".join(reason.split())[:200]
    if decision == Decision.KEEP and not why:
        raise Refused(_("请写明保留的理由。"))
    found = {each.key: each for each in privacy.exposures_of(version.rendition)}
    chosen = [found[key] for key in dict.fromkeys(keys) if key in found]
    if decision == Decision.COVER and any(not each.boxes for each in chosen):
        raise Refused(_("这一处没有页面位置，请在页面图上画框遮盖，再写明保留的理由。"))
    for each in chosen:
        Judgement.objects.update_or_create(
            document=document,
            sha256=version.rendition.sha256,
            key=each.key,
            defaults={
                "page": each.page,
                "boxes": [list(box) for box in each.boxes],
                "decision": Decision(decision),
                "reason": why or str(each.label),
                "at": at,
                "by": by.name[:60],
            },
        )
    if chosen:
        places = [{"kind": each.kind, "page": each.page} for each in chosen]
        note(JUDGED, document, by=by, at=at, details={"decision": decision, "reason": why, "places": places})
    return len(chosen)


@transaction.atomic
def draw_box(
    *, address: str, page: int, sides: tuple[float, float, float, float], reason: str, by: Acting, at: datetime
) -> Judgement:
    """Cover a part of a page that a person drew: left, top, right, bottom in shares of the page."""
    document = locked(address)
    policy.may_cover(by, document).require()
    version = _version(document)
    left, top, right, bottom = (round(min(max(each, 0.0), 1.0), 4) for each in sides)
    if right - left < LEAST_SIDE or bottom - top < LEAST_SIDE:
        raise Refused(_("框太小或方向反了：左应小于右，上应小于下。"))
    if not 1 <= page <= version.rendition.pages:
        raise Refused(_("没有这一页。"))
    if document.judgements.filter(sha256=version.rendition.sha256).count() >= MOST_BOXES:
        raise Refused(_("遮盖框太多了，请先在原文件里删去这些内容再上传。"))
    made = Judgement.objects.create(
        document=document,
        sha256=version.rendition.sha256,
        key=f"box-{secrets.token_hex(6)}",
        page=page,
        boxes=[[left, top, right, bottom]],
        decision=Decision.COVER,
        reason=" ".join(reason.split())[:60],
        is_drawn=True,
        at=at,
        by=by.name[:60],
    )
    note(DRAWN, document, by=by, at=at, details={"page": page, "box": made.boxes[0], "reason": made.reason})
    return made


@transaction.atomic
def remove_box(*, address: str, key: str, by: Acting, at: datetime) -> None:
    """Take a drawn box away."""
    document = locked(address)
    policy.may_cover(by, document).require()
    box = document.judgements.filter(key=key, is_drawn=True).first()
    if box is None:
        raise Refused(_("没有这个框。"))
    note(ERASED, document, by=by, at=at, details={"page": box.page, "box": box.boxes[0]})
    box.delete()


@transaction.atomic
def burn_in(*, address: str, by: Acting, at: datetime) -> Version:
    """Make the pages and texts anew without what is to be covered (生成遮盖后的页面); a job does it."""
    document = locked(address)
    policy.may_cover(by, document).require()
    version = _version(document)
    if privacy.is_burnt_in(document, version):
        raise Refused(_("页面已经是遮盖后的样子。"))
    wanted = privacy.wanted_redactions(document, version)
    note_of_it = version.note or str(_("遮盖个人信息"))
    return redact_document(address=address, redactions=wanted, note=note_of_it, of=version, by=by, at=at)
