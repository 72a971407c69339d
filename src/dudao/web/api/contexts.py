"""What the pages about the interface show."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import ClassVar

from dudao.web.api.forms import TokenForm
from dudao.web.api.models import Token
from dudao.web.api.reference import Group
from dudao.web.policies import Answer


@dataclass(frozen=True, slots=True)
class TokenListPage:
    """One's keys, and a form for another."""

    template: ClassVar[str] = "api/token_list.html"
    tokens: list[tuple[Token, bool]] = field(metadata={"help": "keys, newest first, and whether each still opens"})
    form: TokenForm = field(metadata={"help": "what the next is for"})
    make: Answer = field(metadata={"help": "whether the person may make one now"})
    shows_people: bool = field(metadata={"help": "whether keys of several people are shown"})


@dataclass(frozen=True, slots=True)
class TokenMadePage:
    """A new key, shown this once."""

    template: ClassVar[str] = "api/token_made.html"
    token: Token = field(metadata={"help": "the key"})
    secret: str = field(metadata={"help": "what programs send"})


@dataclass(frozen=True, slots=True)
class ReferencePage:
    """What programs can ask for."""

    template: ClassVar[str] = "api/reference.html"
    groups: list[Group] = field(metadata={"help": "operations by what they are about"})
    address: str = field(metadata={"help": "where the interface is"})
