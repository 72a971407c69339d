"""Personal data and names that a file shows, as the library found them when it was read: what a person has to decide of.

Pure: takes what a rendition keeps, knows no database. Numbers are never repeated whole, only as `shown`.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext_lazy as _

from dudao.web.policies import Words

Box = tuple[float, float, float, float]
KINDS: dict[str, Words] = {
    "identity": _("身份证号"),
    "phone": _("手机号码"),
    "card": _("银行卡号或账号"),
    "address": _("住址"),
    "mail": _("电子邮箱"),
    "plate": _("车牌号"),
    "name": _("个人姓名"),
    "official": _("任职人员姓名"),
}
"""What is decided of; what is masked already (张某某, XX) needs nobody."""
NAMES = frozenset(("name", "official"))
FIRST, LONGEST_SHOWN = 3, 20


@dataclass(frozen=True, slots=True)
class Exposure:
    """Something that should perhaps not be public: where it stands, and how it may be repeated.

    `boxes` is empty where its place on the page is not known; `is_proposed` whether covering it is proposed.
    """

    key: str
    kind: str
    page: int
    shown: str
    boxes: tuple[Box, ...]
    is_proposed: bool

    @property
    def label(self) -> Words:
        """What it is, in words."""
        return KINDS[self.kind]


def exposures_in(personal: Sequence[dict[str, Any]]) -> list[Exposure]:
    """What is to be decided of `Rendition.personal`, in the order of the pages."""
    return [_exposure(each) for each in personal if each["kind"] in KINDS]


def _exposure(found: dict[str, Any]) -> Exposure:
    kind, text = found["kind"], found["text"]
    return Exposure(
        key=f"{kind}-{found['page']}-{found['start']}-{found['end']}",
        kind=kind,
        page=found["page"],
        shown=shown_of(kind, text),
        boxes=tuple((box[0], box[1], box[2], box[3]) for box in found["areas"]),
        is_proposed=found["proposed"],
    )


def shown_of(kind: str, text: str) -> str:
    """How something may be repeated: a name as it is, of anything else the first characters.

    >>> shown_of("name", "王小明"), shown_of("phone", "13812345678")
    ('王小明', '138…')
    """
    return text[:LONGEST_SHOWN] if kind in NAMES else f"{text[:FIRST]}…"
