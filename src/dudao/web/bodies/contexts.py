"""What the pages of bodies show."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import ClassVar

from django.forms import Form

from dudao.web.bodies.models import Body, BodyEvent, BodyImport, BodyName, BodyPlace
from dudao.web.bodies.preview import Difference
from dudao.web.bodies.workbook import Plan, Step
from dudao.web.pages.lists import Leaf
from dudao.web.policies import Answer, Words


@dataclass(frozen=True, slots=True)
class BodyListPage:
    """Bodies of one's area."""

    template: ClassVar[str] = "bodies/body_list.html"
    leaf: Leaf = field(metadata={"help": "bodies in the order of the tree; on another day than today its places"})
    kinds: list[tuple[str, str, int]] = field(metadata={"help": "kind, its name, how many of it there are in the area"})
    asked: Mapping[str, str] = field(metadata={"help": "what was asked for: kind, words, closed"})
    change: Answer = field(metadata={"help": "whether the person may change the tree here"})
    day: date | None = field(default=None, metadata={"help": "the day as of which the tree is shown; None for today"})
    is_day_wrong: bool = field(default=False, metadata={"help": "whether a day was asked for that is none"})


@dataclass(frozen=True, slots=True)
class BodyDetailPage:
    """One body and its history."""

    template: ClassVar[str] = "bodies/body_detail.html"
    body: Body = field(metadata={"help": "the body as it is today"})
    above: list[Body] = field(metadata={"help": "the bodies above it, the top first"})
    children: Leaf = field(metadata={"help": "bodies right below it"})
    names: list[BodyName] = field(metadata={"help": "what it was called, newest first"})
    places: list[BodyPlace] = field(metadata={"help": "whom it was below, newest first"})
    events: list[BodyEvent] = field(metadata={"help": "what happened to it, newest first"})
    change: Answer = field(metadata={"help": "whether the person may change it"})
    changes: Sequence[tuple[str, Words]] = field(metadata={"help": "changes by their word in the address"})
    departments: list[Body] = field(metadata={"help": "departments of a government"})


@dataclass(frozen=True, slots=True)
class BodyChangePage:
    """A change of one body: the form, then what it would do, then the deed."""

    template: ClassVar[str] = "bodies/body_change.html"
    body: Body = field(metadata={"help": "the body"})
    heading: Words = field(metadata={"help": "what the change is called"})
    form: Form = field(metadata={"help": "the form"})
    preview: list[Difference] | None = field(
        metadata={"help": "what changes in the tree; None before it was asked for"}
    )
    refusal: Words = field(default="", metadata={"help": "why it cannot be done"})


@dataclass(frozen=True, slots=True)
class BodyImportPage:
    """Handing in a table of bodies."""

    template: ClassVar[str] = "bodies/import_new.html"
    form: Form = field(metadata={"help": "the file, and from when changes hold"})
    fault: Words = field(default="", metadata={"help": "why the file was not taken"})


@dataclass(frozen=True, slots=True)
class BodyImportPreviewPage:
    """What a table would add or change, and what is wrong in it."""

    template: ClassVar[str] = "bodies/import_preview.html"
    kept: BodyImport = field(metadata={"help": "the table handed in"})
    plan: Plan = field(metadata={"help": "its steps and faults"})
    counts: Sequence[tuple[Words, int]] = field(metadata={"help": "how many of each kind of step"})
    steps: Sequence[Step] = field(metadata={"help": "the first steps, as many as a page shows"})
