"""Where the library keeps what it made of a file: pictures of pages and the PDF for readers, by the rendition's key.

    MEDIA_ROOT/evidence/ab/ab12…          the file as handed in, kept once for the whole site (`evidence.storage`)
    MEDIA_ROOT/library/cd/cd34…/1.webp    a page; 1.small.webp its thumbnail
    MEDIA_ROOT/library/cd/cd34…/shown.pdf what the pages were drawn of, where the file itself is no PDF
    MEDIA_ROOT/library/cd/cd34…/public.pdf the PDF that readers get: without scripts, attachments and what was redacted

Whether somebody may have any of it is the business of `policy.reach_of`; nothing here asks.
"""

from __future__ import annotations

from pathlib import Path

from django.conf import settings

from dudao.web.evidence.storage import path_of
from dudao.web.library.models import Rendition


def folder_of(rendition: Rendition) -> Path:
    """The folder of everything that was made for a rendition."""
    return Path(settings.MEDIA_ROOT) / "library" / rendition.key[:2] / rendition.key


def page_picture(rendition: Rendition, number: int) -> Path:
    """The picture of a page (WebP, 1240 points wide at most), counted from 1; there for the first `rendition.pictures`."""
    return folder_of(rendition) / f"{number}.webp"


def thumbnail(rendition: Rendition, number: int) -> Path:
    """The small picture of a page (WebP, 180 points wide)."""
    return folder_of(rendition) / f"{number}.small.webp"


def original(rendition: Rendition) -> Path:
    """The file as it was handed in; never for the public where `rendition.redactions` is not empty."""
    return path_of(rendition.sha256)


def public_pdf(rendition: Rendition) -> Path:
    """The PDF for readers; with redactions made of the pictures and the clean text. Not there where none could be made."""
    return folder_of(rendition) / "public.pdf"


def shown_file(rendition: Rendition) -> Path:
    """What the pages were drawn of: the PDF that was made of the file, else the file itself."""
    made = folder_of(rendition) / "shown.pdf"
    return made if made.exists() else original(rendition)
