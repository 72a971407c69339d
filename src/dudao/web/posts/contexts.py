"""What the pages of posts show."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime
from typing import ClassVar

from dudao.web.acting import Acting
from dudao.web.pages.standing import Standing
from dudao.web.pages.todo import Todo
from dudao.web.policies import Answer, Words


@dataclass(frozen=True, slots=True)
class WorkbenchPage:
    """What somebody must do first."""

    template: ClassVar[str] = "posts/workbench.html"
    todos: list[tuple[Todo, bool]] = field(
        metadata={"help": "what waits, the most urgent first, and whether it is late"}
    )
    standings: list[Standing] = field(metadata={"help": "what is under way, and how far"})
    moment: datetime = field(metadata={"help": "when the page was made"})


@dataclass(frozen=True, slots=True)
class PostSwitchPage:
    """The posts in which somebody can act."""

    template: ClassVar[str] = "posts/post_switch.html"
    actings: list[Acting] = field(metadata={"help": "own posts, then those in which one stands in"})
    current: Acting = field(metadata={"help": "the post in which one acts now"})


@dataclass(frozen=True, slots=True)
class ExplainPage:
    """Why somebody may or may not do things on a page."""

    template: ClassVar[str] = "posts/explain.html"
    who: Acting = field(metadata={"help": "the person and post asked about"})
    asked: str = field(metadata={"help": "path of the page asked about, may be empty"})
    answers: list[tuple[Words, Answer]] = field(metadata={"help": "each policy in words with its answer"})
