"""Published editions as the core reads them: loaded once a process, for a frozen edition never changes."""

from __future__ import annotations

from functools import lru_cache

from dudao.reports.draft.content import read_sentences
from dudao.schemes.drafting import Drafting
from dudao.schemes.edition import load_edition
from dudao.schemes.indicators import Edition
from dudao.schemes.load import find_scheme, load_scheme, read_scheme
from dudao.schemes.model import Scheme
from dudao.web.schemes.folders import scheme_folder
from dudao.web.schemes.models import PublishedEdition


def source_of(published: PublishedEdition) -> str:
    """What the core calls it: its folder, or the name of one that Dudao ships."""
    return str(scheme_folder(published.folder)) if published.folder else published.name


def edition_of(published: PublishedEdition) -> Edition:
    """Its indicators, parameters, conclusions."""
    return _edition(source_of(published), published.digest)


def scheme_of(published: PublishedEdition) -> Scheme:
    """Its points and sections."""
    return _scheme(source_of(published), published.digest)


def drafting_of(published: PublishedEdition) -> Drafting:
    """What it says about drafting a report."""
    return _drafting(source_of(published), published.digest)


@lru_cache(maxsize=32)
def _edition(source: str, digest: str) -> Edition:
    return load_edition(source)


@lru_cache(maxsize=32)
def _scheme(source: str, digest: str) -> Scheme:
    return load_scheme(source)


@lru_cache(maxsize=32)
def _drafting(source: str, digest: str) -> Drafting:
    folder = find_scheme(source)
    return read_sentences(folder, read_scheme(folder))
