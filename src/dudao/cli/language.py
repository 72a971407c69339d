"""In which language the terminal is spoken to: `--lang`, else English where the locale says so, else Chinese."""

from __future__ import annotations

import os
from collections.abc import Mapping

LANGUAGES = ("zh", "en")


def language_of(environment: Mapping[str, str] = os.environ) -> str:
    """The language of a locale, by the order in which POSIX looks.

    >>> language_of({"LANG": "en_GB.UTF-8"}), language_of({"LC_ALL": "C", "LANG": "en_US"}), language_of({})
    ('en', 'zh', 'zh')
    """
    for name in ("LC_ALL", "LC_MESSAGES", "LANG"):
        value = environment.get(name)
        if value:
            return "en" if value.lower().startswith("en") else "zh"
    return "zh"
