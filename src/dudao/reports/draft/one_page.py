"""A form of one page (备案表, 回执): a title, rows of label and content, boxes to be signed in, a code to be read by machines."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class SignedBox:
    """A box that is filled in by hand: what it is for, and the line under it (签字、盖章、日期)."""

    label: str
    line: str


@dataclass(frozen=True, slots=True)
class FormDocument:
    """A form. `picture` is a PNG of the code, empty for none; `caption` stands under it; `notes` one a line at the foot."""

    title: str
    rows: tuple[tuple[str, str], ...]
    boxes: tuple[SignedBox, ...] = ()
    picture: bytes = b""
    caption: str = ""
    notes: tuple[str, ...] = ()


TEXT_POINTS, SMALL_POINTS = 12, 10.5
LABEL_MM, BOX_MM, PICTURE_MM = 38, 24, 32
