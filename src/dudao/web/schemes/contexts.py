"""What the pages of schemes show."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import ClassVar

from dudao.web.policies import Answer
from dudao.web.schemes.forms import SchemeUploadForm
from dudao.web.schemes.models import PublishedEdition, SchemeUpload
from dudao.web.schemes.queries import Group, IndicatorShown


@dataclass(frozen=True, slots=True)
class SchemeListPage:
    """Published editions, what was sent, what Dudao ships."""

    template: ClassVar[str] = "schemes/scheme_list.html"
    editions: list[PublishedEdition] = field(metadata={"help": "published editions, newest first"})
    uploads: list[SchemeUpload] = field(metadata={"help": "what was sent and is not published"})
    shipped: list[tuple[str, str]] = field(
        metadata={"help": "name and title of editions that could be published at once"}
    )
    upload: Answer = field(metadata={"help": "whether the person may send a scheme"})
    publish: Answer = field(metadata={"help": "whether the person may publish"})
    form: SchemeUploadForm = field(metadata={"help": "the form to send a file"})


@dataclass(frozen=True, slots=True)
class SchemeDetailPage:
    """One edition, point by point."""

    template: ClassVar[str] = "schemes/scheme_detail.html"
    edition: PublishedEdition = field(metadata={"help": "the edition"})
    groups: list[Group] = field(metadata={"help": "its tree"})


@dataclass(frozen=True, slots=True)
class IndicatorDetailPage:
    """One indicator with what it rests on."""

    template: ClassVar[str] = "schemes/indicator_detail.html"
    edition: PublishedEdition = field(metadata={"help": "the edition"})
    shown: IndicatorShown = field(metadata={"help": "the indicator"})


@dataclass(frozen=True, slots=True)
class SchemePublishPage:
    """What publishing an edition will do, to be confirmed."""

    template: ClassVar[str] = "schemes/scheme_publish.html"
    name: str = field(metadata={"help": "the edition's name, `slug/edition`"})
    title: str = field(metadata={"help": "the scheme's title"})
    before: list[str] = field(metadata={"help": "published editions of the same scheme"})
    is_shipped: bool = field(metadata={"help": "whether it comes with Dudao"})
    back: str = field(metadata={"help": "the address to go back to"})


@dataclass(frozen=True, slots=True)
class UploadDetailPage:
    """What was sent: what is wrong with it, what it would change."""

    template: ClassVar[str] = "schemes/upload_detail.html"
    upload: SchemeUpload = field(metadata={"help": "what was sent"})
    publish: Answer = field(metadata={"help": "whether the person may publish"})
    discard: Answer = field(metadata={"help": "whether the person may remove it"})
