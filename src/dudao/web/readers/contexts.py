"""What readers' pages show."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import ClassVar

from dudao.web.library.models import Membership
from dudao.web.pages.lists import Leaf
from dudao.web.readers.forms import ChoicesForm, CodeForm, CodesForm, GrantForm
from dudao.web.readers.models import CodeBatch, Reader
from dudao.web.readers.tabs import Tab


@dataclass(frozen=True, slots=True)
class NoticeListPage:
    """My notices."""

    template: ClassVar[str] = "readers/notice_list.html"
    tabs: list[Tab] = field(metadata={"help": "the parts of one's own side"})
    leaf: Leaf = field(metadata={"help": "notices, newest first"})
    unread: int = field(metadata={"help": "how many were not read"})


@dataclass(frozen=True, slots=True)
class FavouriteListPage:
    """My favourites."""

    template: ClassVar[str] = "readers/favourite_list.html"
    tabs: list[Tab] = field(metadata={"help": "the parts of one's own side"})
    leaf: Leaf = field(metadata={"help": "favourites, newest first"})


@dataclass(frozen=True, slots=True)
class HistoryPage:
    """What I opened."""

    template: ClassVar[str] = "readers/history.html"
    tabs: list[Tab] = field(metadata={"help": "the parts of one's own side"})
    leaf: Leaf = field(metadata={"help": "what was opened, the latest first"})
    choices: Reader = field(metadata={"help": "whether history is kept"})


@dataclass(frozen=True, slots=True)
class UploadListPage:
    """What I handed in."""

    template: ClassVar[str] = "readers/upload_list.html"
    tabs: list[Tab] = field(metadata={"help": "the parts of one's own side"})
    leaf: Leaf = field(metadata={"help": "documents, newest first, with their states"})


@dataclass(frozen=True, slots=True)
class MembershipPage:
    """My membership, and using a code."""

    template: ClassVar[str] = "readers/membership.html"
    tabs: list[Tab] = field(metadata={"help": "the parts of one's own side"})
    memberships: list[Membership] = field(metadata={"help": "memberships, the latest first"})
    is_member: bool = field(metadata={"help": "whether one of them holds today"})
    form: CodeForm = field(metadata={"help": "a code"})


@dataclass(frozen=True, slots=True)
class ChoicesPage:
    """My choices and my data."""

    template: ClassVar[str] = "readers/choices.html"
    tabs: list[Tab] = field(metadata={"help": "the parts of one's own side"})
    form: ChoicesForm = field(metadata={"help": "pen name, history"})


@dataclass(frozen=True, slots=True)
class MemberListPage:
    """Everybody's memberships, and granting one."""

    template: ClassVar[str] = "readers/member_list.html"
    tabs: list[Tab] = field(metadata={"help": "the parts of one's own side"})
    leaf: Leaf = field(metadata={"help": "memberships, newest first"})
    form: GrantForm = field(metadata={"help": "who becomes a member, until when"})
    asked: dict[str, str] = field(metadata={"help": "what was asked for: words, open"})


@dataclass(frozen=True, slots=True)
class CodeListPage:
    """Batches of codes, and making one; right after that the codes, this once."""

    template: ClassVar[str] = "readers/code_list.html"
    tabs: list[Tab] = field(metadata={"help": "the parts of one's own side"})
    leaf: Leaf = field(metadata={"help": "batches with how many codes are used"})
    form: CodesForm = field(metadata={"help": "what the next batch is for"})
    made: CodeBatch | None = field(default=None, metadata={"help": "the batch just made"})
    codes: list[str] = field(default_factory=list, metadata={"help": "its codes, never shown again"})
