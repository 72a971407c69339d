"""What the pages of bodies show."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import ClassVar

from dudao.web.bodies.models import Body, BodyEvent, BodyName, BodyPlace
from dudao.web.pages.lists import Leaf
from dudao.web.policies import Answer


@dataclass(frozen=True, slots=True)
class BodyListPage:
    """Bodies of one's area."""

    template: ClassVar[str] = "bodies/body_list.html"
    leaf: Leaf = field(metadata={"help": "bodies in the order of the tree"})
    kinds: list[tuple[str, str, int]] = field(metadata={"help": "kind, its name, how many of it there are in the area"})
    asked: Mapping[str, str] = field(metadata={"help": "what was asked for: kind, words, closed"})
    change: Answer = field(metadata={"help": "whether the person may change the tree here"})


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
