"""How a document is cited: GB/T 7714—2015 (顺序编码制的著录格式), BibTeX, and what search engines read (schema.org)."""

from __future__ import annotations

import json
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.conf import settings
from django.urls import reverse
from django.utils import timezone
from django.utils.safestring import SafeString, mark_safe

from dudao.web.library.models import Document
from dudao.web.library.states import DocumentKind, Tier

MARKS = {DocumentKind.POLICY: "A", DocumentKind.OPINION: "A"}
"""Marks of what a source is (文献类型标识): archives and official papers; everything else is a report, R."""
IN_TEX = str.maketrans(
    {each: f"\\{each}" for each in "&%$#_{}"}
    | {"\\": r"\textbackslash{}", "~": r"\textasciitilde{}", "^": r"\textasciicircum{}"}
)
OUT_OF_SCRIPTS = {ord(">"): "\\u003E", ord("<"): "\\u003C", ord("&"): "\\u0026"}


@dataclass(frozen=True, slots=True)
class Citation:
    """The ways to cite a document."""

    gb7714: str
    bibtex: str


def whole_address(path: str) -> str:
    """An address of the site with its host, as other sites and feeds name it."""
    return settings.SITE.address.rstrip("/") + path


def address_of(document: Document) -> str:
    """The lasting address of a document's page."""
    return whole_address(reverse("library:document-detail", args=[document.address]))


def cited(document: Document, day: date) -> Citation:
    """How a document is cited by somebody who looked at it on a day."""
    return Citation(_gb7714(document, day), _bibtex(document, day))


def described(document: Document) -> SafeString:
    """The document for search engines, as JSON-LD that can stand inside a page."""
    kept = {name: value for name, value in _schema(document).items() if value not in ("", None)}
    return mark_safe(json.dumps(kept, ensure_ascii=False).translate(OUT_OF_SCRIPTS))  # noqa: S308 - nothing ends a script


def _author(document: Document) -> str:
    return document.issuer or document.place


def _day(document: Document) -> date | None:
    """Its own date; else the day on which it became public here."""
    return document.report_date or (timezone.localdate(document.published_at) if document.published_at else None)


def _gb7714(document: Document, day: date) -> str:
    """责任者. 题名[文献类型/OL]. (发布日期)[引用日期]. 获取路径.

    Source: GB/T 7714—2015, 4.8 电子资源. A source without an author begins with its title.
    """
    author, published = _author(document), _day(document)
    mark = MARKS.get(DocumentKind(document.kind), "R")
    on = f"({published.isoformat()})" if published else ""
    begun = f"{author}. " if author else ""
    return f"{begun}{document.title}[{mark}/OL]. {on}[{day.isoformat()}]. {address_of(document)}."


def _bibtex(document: Document, day: date) -> str:
    published = _day(document)
    lines = {
        "title": "{" + document.title.translate(IN_TEX) + "}",
        "institution": "{" + _author(document).translate(IN_TEX) + "}" if _author(document) else "",
        "year": str(published.year) if published else "",
        "month": str(published.month) if published else "",
        "url": address_of(document),
        "urldate": day.isoformat(),
        "language": "chinese",
    }
    body = ",\n".join(f"  {name} = {{{value}}}" for name, value in lines.items() if value)
    return f"@techreport{{dudao-{document.address},\n{body}\n}}\n"


def _schema(document: Document) -> dict[str, Any]:
    published = document.published_at
    return {
        "@context": "https://schema.org",
        "@type": "Report",
        "name": document.title,
        "url": address_of(document),
        "inLanguage": "zh-CN",
        "author": {"@type": "Organization", "name": _author(document)} if _author(document) else None,
        "publisher": {"@type": "Organization", "name": settings.SITE.office},
        "dateCreated": document.report_date.isoformat() if document.report_date else None,
        "datePublished": timezone.localtime(published).isoformat() if published else None,
        "temporalCoverage": str(document.year or ""),
        "spatialCoverage": document.place,
        "genre": str(document.get_kind_display()),
        "isAccessibleForFree": document.tier == Tier.PUBLIC,
        "numberOfPages": document.pages or None,
    }
