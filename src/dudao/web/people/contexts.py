"""What the pages of people show."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import ClassVar

from django.forms import Form

from dudao.web.accounts.models import Person
from dudao.web.acting import Acting
from dudao.web.pages.lists import Leaf
from dudao.web.people.models import Application, Invitation
from dudao.web.policies import Answer, Words
from dudao.web.posts.models import Delegation, Post


@dataclass(frozen=True, slots=True)
class PersonListPage:
    """The people of an area."""

    template: ClassVar[str] = "people/person_list.html"
    leaf: Leaf = field(metadata={"help": "people by name, each with `posts_here`"})
    roles: list[tuple[str, Words]] = field(metadata={"help": "roles for the query bar"})
    asked: Mapping[str, str] = field(metadata={"help": "what was asked for: words, role, past"})
    waiting: int = field(metadata={"help": "applications that wait for a decision"})


@dataclass(frozen=True, slots=True)
class PersonDetailPage:
    """One person: posts in the area, who stands in, what may be done about the account."""

    template: ClassVar[str] = "people/person_detail.html"
    person: Person = field(metadata={"help": "the person"})
    posts: list[tuple[Post, Answer, bool]] = field(metadata={"help": "posts here, whether to be ended, whether held"})
    delegations: list[Delegation] = field(metadata={"help": "handed over or stood in for, newest first"})
    keep: Answer = field(metadata={"help": "whether one may give a new password, lock, unlock"})
    has_factors: bool = field(metadata={"help": "whether a second factor is on"})
    moment: datetime = field(metadata={"help": "when the page was made"})


@dataclass(frozen=True, slots=True)
class PersonFormPage:
    """A form about people: heading, a sentence, the form, what the button says."""

    template: ClassVar[str] = "people/person_form.html"
    heading: Words = field(metadata={"help": "what is done here"})
    form: Form = field(metadata={"help": "the form"})
    button: Words = field(metadata={"help": "what the button says"})
    lead_in: Words = field(default="", metadata={"help": "one sentence below the heading"})
    back: str = field(default="", metadata={"help": "address of the page to go back to"})


@dataclass(frozen=True, slots=True)
class LinkPage:
    """A one-time link, shown this once."""

    template: ClassVar[str] = "people/link_shown.html"
    heading: Words = field(metadata={"help": "what the link is for"})
    name: str = field(metadata={"help": "whom it is for"})
    address: str = field(metadata={"help": "the whole address"})
    expires_at: datetime = field(metadata={"help": "until when it opens"})
    mailed_to: str = field(metadata={"help": "address to which it was also sent, empty for none"})


@dataclass(frozen=True, slots=True)
class InvitationListPage:
    """Invitations of an area."""

    template: ClassVar[str] = "people/invitation_list.html"
    leaf: Leaf = field(metadata={"help": "invitations, newest first"})
    moment: datetime = field(metadata={"help": "when the page was made"})
    rows: list[tuple[Invitation, bool]] = field(metadata={"help": "each invitation, and whether it still opens"})


@dataclass(frozen=True, slots=True)
class GatePage:
    """A public form: take up an invitation, apply, set a password."""

    template: ClassVar[str] = "people/gate.html"
    heading: Words = field(metadata={"help": "what is done here"})
    form: Form | None = field(metadata={"help": "the form; None where the link no longer opens"})
    button: Words = field(metadata={"help": "what the button says"})
    told: Sequence[tuple[Words, Words]] = field(
        default_factory=list, metadata={"help": "what is offered: name and value"}
    )
    lead_in: Words = field(default="", metadata={"help": "one sentence below the heading"})
    own: Acting | None = field(default=None, metadata={"help": "who has logged in and may take it up as themselves"})


@dataclass(frozen=True, slots=True)
class ApplicationListPage:
    """Applications that somebody may decide."""

    template: ClassVar[str] = "people/application_list.html"
    leaf: Leaf = field(metadata={"help": "applications, oldest first"})
    states: Sequence[tuple[str, Words]] = field(metadata={"help": "states for the query bar"})
    asked: Mapping[str, str] = field(metadata={"help": "the state asked for"})


@dataclass(frozen=True, slots=True)
class ApplicationPage:
    """One application, for who decides."""

    template: ClassVar[str] = "people/application_decide.html"
    application: Application = field(metadata={"help": "the application"})
    form: Form = field(metadata={"help": "the reason of a refusal"})
    taken: bool = field(metadata={"help": "whether the login was taken by somebody else meanwhile"})


@dataclass(frozen=True, slots=True)
class ApplicationStatePage:
    """Where one's application stands."""

    template: ClassVar[str] = "people/application_state.html"
    application: Application = field(metadata={"help": "the application"})


@dataclass(frozen=True, slots=True)
class DelegationListPage:
    """What I handed over and where I stand in."""

    template: ClassVar[str] = "people/delegation_list.html"
    rows: list[tuple[Delegation, Words, str]] = field(
        metadata={"help": "each delegation, its state in words, its tone"}
    )
    form: Form | None = field(metadata={"help": "a new one; None for who has no post"})


@dataclass(frozen=True, slots=True)
class WhyPage:
    """Why a person may or may not open a page or do something at a body."""

    template: ClassVar[str] = "people/person_why.html"
    person: Person = field(metadata={"help": "the person asked about"})
    form: Form = field(metadata={"help": "page and body"})
    pages: list[tuple[Acting, Answer]] = field(metadata={"help": "in each post: whether the page opens, and why not"})
    answers: list[tuple[Acting, list[tuple[Words, Answer]]]] = field(
        metadata={"help": "in each post: each policy in words with its answer"}
    )
