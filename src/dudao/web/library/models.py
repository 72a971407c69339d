"""Documents of the library, their versions, and what is shown of a file: made once for each file and its redactions.

Document ──current──► Version ──► Rendition (by hash of file and redactions): pages, figures, citations, events, places
"""

from __future__ import annotations

import secrets
from typing import Any, ClassVar

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from dudao.web.accounts.models import Person
from dudao.web.bodies.models import Body
from dudao.web.library.states import TONES, DocumentKind, DocumentState, FigureState, Level, RenditionState, Tier
from dudao.web.submissions.models import Submission


def new_address() -> str:
    """A public address: random, so that counting leads nowhere."""
    return secrets.token_hex(6)


class Document(models.Model):
    """A document of the library; its address never changes, whatever version it has.

    Attributes:
        place, body: where it is about, as shown; the body of the site's tree where it is one of it.
        year: that it reports on. report_date: its own date, told apart from `uploaded_at` and `published_at`.
        source: where the uploader has it from (来源), and `is_own`: the uploader says it is the uploader's own work.
        submission: the sealed submission it was published from; `notice_until` the last day of its notice period.
        proposed: what the reader proposed for title, place, year, kind, level, tier, issuer …, each with where it stands.
        views: deduplicated; comments: shown ones. Both are counted aside and brought in from time to time.
        pages, size: of the current version, repeated here so that lists ask one table.
    """

    address = models.CharField(max_length=12, unique=True, default=new_address, editable=False)
    title = models.CharField(_("标题"), max_length=300)
    place = models.CharField(_("地区"), max_length=80, blank=True)
    body = models.ForeignKey(Body, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    level = models.CharField(_("层级"), max_length=10, choices=Level.choices, blank=True)
    year = models.PositiveSmallIntegerField(_("年度"), null=True, blank=True)
    kind = models.CharField(_("种类"), max_length=20, choices=DocumentKind.choices, default=DocumentKind.OTHER)
    issuer = models.CharField(_("发布单位"), max_length=120, blank=True)
    edition = models.CharField(_("评价方案"), max_length=80, blank=True)
    tier = models.CharField(_("阅读权限"), max_length=10, choices=Tier.choices, default=Tier.PUBLIC)
    state = models.CharField(max_length=10, choices=DocumentState.choices, default=DocumentState.READING)
    reason = models.CharField(max_length=400, blank=True)
    report_date = models.DateField(_("成文日期"), null=True, blank=True)
    source = models.CharField(_("来源"), max_length=200, blank=True)
    is_own = models.BooleanField(default=False)
    uploaded_at = models.DateTimeField()
    uploader = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, related_name="+")
    published_at = models.DateTimeField(null=True)
    withdrawn_at = models.DateTimeField(null=True)
    notice_until = models.DateField(null=True)
    submission = models.ForeignKey(Submission, on_delete=models.PROTECT, null=True, related_name="+")
    proposed: models.JSONField[Any, Any] = models.JSONField(default=dict)
    current = models.ForeignKey("Version", on_delete=models.PROTECT, null=True, related_name="+")
    pages = models.PositiveIntegerField(default=0)
    size = models.PositiveBigIntegerField(default=0)
    views = models.PositiveIntegerField(default=0)
    comments = models.PositiveIntegerField(default=0)

    class Meta:
        ordering: ClassVar = ["-published_at", "-id"]
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["submission"], condition=~Q(state="withdrawn"), name="document_once_a_submission"
            ),
        ]
        indexes: ClassVar = [
            models.Index(fields=["state", "-published_at", "-id"], name="document_published"),
            models.Index(fields=["state", "year"], name="document_year"),
            models.Index(fields=["state", "kind"], name="document_kind"),
            models.Index(fields=["state", "place"], name="document_place"),
            models.Index(fields=["uploader", "-uploaded_at"], name="document_uploader"),
        ]

    def __str__(self) -> str:
        return self.title

    @property
    def tone(self) -> str:
        """The colour of its state."""
        return TONES[DocumentState(self.state)]


class Rendition(models.Model):
    """What is shown of a file: pictures of its pages, their text, what was read in it. Made once, by hash.

    `key` is the hash of the file's hash, the redactions and the way it is made; folders on disk go by it. With
    redactions everything here — pictures, texts, reading — is without what they cover.

    Attributes:
        sha256: of the file as handed in; `suffix` what it is opened as; `size` its bytes.
        redactions: [{page, left, top, right, bottom (shares of the page), reason}]; what they cover is not kept with them.
        pages: of the file; `pictures` how many of them were drawn.
        summary: what the report says by section, with its key figures; made by the machine.
        outline: [{level, number, title, page, anchor}]. hosting: what a hosting page printed of it (views, date, tier …).
        proposed: what a document of it may be: {title: {value, from, quote}, place, year, kind, level, tier, issuer …}.
        diagnostics: {counts by severity, remarks as plain values with their page, placeholders, truncated}.
        personal: personal data found, [{kind, text, page, start, end, areas, proposed}] (`personal_data.py`).
        text_key: hash of the folded text; `likeness` its fingerprint, by which near-duplicates are found.
    """

    key = models.CharField(max_length=64, primary_key=True)
    sha256 = models.CharField(max_length=64)
    suffix = models.CharField(max_length=8)
    size = models.PositiveBigIntegerField()
    redactions: models.JSONField[Any, Any] = models.JSONField(default=list)
    state = models.CharField(max_length=10, choices=RenditionState.choices, default=RenditionState.WAITING)
    problem = models.CharField(max_length=400, blank=True)
    pages = models.PositiveIntegerField(default=0)
    pictures = models.PositiveIntegerField(default=0)
    characters = models.PositiveIntegerField(default=0)
    title = models.CharField(max_length=300, blank=True)
    summary: models.JSONField[Any, Any] = models.JSONField(default=list)
    outline: models.JSONField[Any, Any] = models.JSONField(default=list)
    hosting: models.JSONField[Any, Any] = models.JSONField(default=dict)
    proposed: models.JSONField[Any, Any] = models.JSONField(default=dict)
    diagnostics: models.JSONField[Any, Any] = models.JSONField(default=dict)
    personal: models.JSONField[Any, Any] = models.JSONField(default=list)
    text_key = models.CharField(max_length=64, blank=True)
    likeness: models.JSONField[Any, Any] = models.JSONField(default=list)
    made_at = models.DateTimeField(null=True)

    class Meta:
        indexes: ClassVar = [
            models.Index(fields=["sha256"], name="rendition_sha256"),
            models.Index(fields=["text_key"], name="rendition_text_key"),
        ]

    def __str__(self) -> str:
        return self.key


class Version(models.Model):
    """A file that a document has or had; the highest number is the newest, `Document.current` the one shown."""

    document = models.ForeignKey(Document, on_delete=models.CASCADE, related_name="versions")
    number = models.PositiveIntegerField()
    rendition = models.ForeignKey(Rendition, on_delete=models.PROTECT, related_name="versions")
    name = models.CharField(max_length=255)
    note = models.CharField(_("说明"), max_length=300, blank=True)
    at = models.DateTimeField()
    by = models.CharField(max_length=60)

    class Meta:
        ordering: ClassVar = ["-number"]
        constraints: ClassVar = [models.UniqueConstraint(fields=["document", "number"], name="library_version_once")]


class PageText(models.Model):
    """The text of a page as it is shown; `words` its lines with their place: [[left, top, right, bottom, text]] in shares of the page."""

    rendition = models.ForeignKey(Rendition, on_delete=models.CASCADE, related_name="page_texts")
    number = models.PositiveIntegerField()
    text = models.TextField()
    lines: models.JSONField[Any, Any] = models.JSONField(default=list)
    width = models.PositiveIntegerField(default=0)
    height = models.PositiveIntegerField(default=0)

    class Meta:
        ordering: ClassVar = ["number"]
        constraints: ClassVar = [models.UniqueConstraint(fields=["rendition", "number"], name="page_text_once")]


class Found(models.Model):
    """Something found on a page: where it stands, as printed, with the words around it; `anchor` is its name in addresses."""

    rendition = models.ForeignKey(Rendition, on_delete=models.CASCADE, related_name="%(class)ss")
    number = models.PositiveIntegerField()
    page = models.PositiveIntegerField()
    start = models.PositiveIntegerField(help_text="Character of the page's text.")
    end = models.PositiveIntegerField()
    text = models.CharField(max_length=200)
    around = models.CharField(max_length=300, blank=True)
    section = models.CharField(max_length=200, blank=True)

    class Meta:
        abstract = True
        ordering: ClassVar = ["number"]

    @property
    def anchor(self) -> str:
        """Its name in addresses: figure-12, citation-3, event-1, place-7."""
        return f"{type(self).__name__.removeprefix('Found').lower()}-{self.number}"


class FoundFigure(Found):
    """A figure as the core extracts it.

    Attributes:
        value: as printed; `canonical` multiplied out in the base unit of its kind, with the sign of a fall.
        low, high: what the printed number may stand for by its digits and hedges, in the same unit; None for no limit.
        state: how it stands to what else is known of the place and year; `known` says so in one sentence.
    """

    metric = models.CharField(max_length=120)
    value = models.DecimalField(max_digits=30, decimal_places=8)
    unit = models.CharField(max_length=30, blank=True)
    canonical = models.DecimalField(max_digits=36, decimal_places=8, null=True)
    period = models.CharField(max_length=60, blank=True)
    year = models.PositiveSmallIntegerField(null=True)
    role = models.CharField(max_length=12)
    comparison = models.CharField(max_length=20, blank=True)
    change = models.CharField(max_length=60, blank=True)
    low = models.DecimalField(max_digits=36, decimal_places=8, null=True)
    high = models.DecimalField(max_digits=36, decimal_places=8, null=True)
    scope = models.CharField(max_length=60, blank=True)
    point = models.CharField(max_length=20, blank=True)
    state = models.CharField(max_length=10, choices=FigureState.choices, default=FigureState.STATED)
    known = models.CharField(max_length=200, blank=True)

    class Meta(Found.Meta):
        indexes: ClassVar = [models.Index(fields=["metric", "year"], name="found_figure_metric")]


class FoundCitation(Found):
    """A cited document; `target` is its own page in the library, where there is one."""

    title = models.CharField(max_length=200)
    document_number = models.CharField(max_length=100, blank=True)
    issuer = models.CharField(max_length=120, blank=True)
    date = models.CharField(max_length=40, blank=True)
    target = models.ForeignKey(Document, on_delete=models.SET_NULL, null=True, related_name="cited_by")

    class Meta(Found.Meta):
        indexes: ClassVar = [models.Index(fields=["title"], name="found_citation_title")]


class FoundEvent(Found):
    """Something that happened: kind, when (as printed, and the first day of it for the line of time), who, where."""

    kind = models.CharField(max_length=20)
    when = models.CharField(max_length=60, blank=True)
    day = models.DateField(null=True)
    actor = models.CharField(max_length=120, blank=True)
    act = models.CharField(max_length=200, blank=True)
    place = models.CharField(max_length=120, blank=True)


class FoundPlace(Found):
    """A place or body named; `times` how often in the document, the first time is where it stands."""

    name = models.CharField(max_length=120)
    kind = models.CharField(max_length=30, blank=True)
    times = models.PositiveIntegerField(default=1)


class LikenessBand(models.Model):
    """A part of a rendition's fingerprint; two texts that share one are compared (`likeness.py`)."""

    rendition = models.ForeignKey(Rendition, on_delete=models.CASCADE, related_name="bands")
    band = models.BigIntegerField()

    class Meta:
        indexes: ClassVar = [models.Index(fields=["band", "rendition"], name="likeness_band")]


class Membership(models.Model):
    """A person reads what is for members, from a day to a day, both included; without a last day for good."""

    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="memberships")
    starts_on = models.DateField()
    ends_on = models.DateField(null=True)
    granted_by = models.CharField(max_length=120)
    granted_at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True)

    class Meta:
        ordering: ClassVar = ["-starts_on", "-id"]
        indexes: ClassVar = [models.Index(fields=["person", "starts_on"], name="membership_person")]
