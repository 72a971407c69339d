"""Whether a page's fonts say which characters they draw; where they do not, what pdfium gives is no text."""

from __future__ import annotations

import re

import pypdfium2.raw as pdfium

from dudao.reports.readers.common_characters import common_share
from dudao.reports.readers.pdf_lines import PageText

_NO_LETTER = re.compile("[\x00-\x08\x0e-\x1f\ufffd\ufffe\uffff\ue000-\uf8ff]")
_IDEOGRAPH = re.compile("[㐀-鿿]")
MOST_LOST = 0.2
SAMPLED = 40
FEWEST_IDEOGRAPHS = 40
LEAST_COMMON = 0.3  # a page of an official text has 0.8 and more; a list of names 0.5


def is_unmapped(page: PageText) -> bool:
    """Whether what was read off a page is not what it shows.

    Three signs: characters that are none, pdfium's own word that it could not map them, or ideographs that no Chinese
    text is made of.
    """
    letters = len("".join(page.characters.split()))
    if len(_NO_LETTER.findall(page.characters)) > MOST_LOST * letters:
        return True
    count = len(page.characters)
    sample = [at for at in range(0, count, max(count // SAMPLED, 1)) if not page.characters[at].isspace()]
    unmapped = sum(pdfium.FPDFText_HasUnicodeMapError(page.handle, at) == 1 for at in sample)
    if unmapped > len(sample) / 2:
        return True
    ideographs = "".join(_IDEOGRAPH.findall(page.characters))
    return len(ideographs) >= FEWEST_IDEOGRAPHS and common_share(ideographs) < LEAST_COMMON
