"""What paragraph and run properties (w:pPr, w:rPr) state, as plain dictionaries of the few words that matter here.

Resolving them through styles is for `styles.py`.
"""

from __future__ import annotations

import re

from dudao.reports.readers.ooxml.names import VAL, Element, W

OFF = {"0", "false", "off", "none"}
_MEASURE = re.compile(r"^(-?\d{1,7}(?:\.\d{1,4})?)(mm|cm|in|pt|pc|pi)?$")
_TWIPS = {"mm": 1440 / 25.4, "cm": 1440 / 2.54, "in": 1440.0, "pt": 20.0, "pc": 240.0, "pi": 240.0}
_INDENTS = ("firstLine", "firstLineChars", "hanging", "hangingChars", "left", "leftChars", "right", "rightChars")
_SAME = {"start": "left", "startChars": "leftChars", "end": "right", "endChars": "rightChars"}
_SPACING = {"line": f"{W}line", "lineRule": f"{W}lineRule"}

Properties = dict[str, str]


def integer(value: str | None, default: int = 0) -> int:
    """A whole number of an attribute; the default where it is missing, no number, or beyond nine digits."""
    try:
        return int(value) if value is not None and len(value) < 10 else default
    except ValueError:
        return default


def twips(value: str | None) -> float | None:
    """A length in twentieths of a point, also written with a unit (12.5mm); None where it is none.

    >>> twips("567"), twips("1in"), twips("wide"), twips(None)
    (567.0, 1440.0, None, None)
    """
    found = _MEASURE.match(value or "")
    if found is None:
        return None
    return float(found[1]) * _TWIPS.get(found[2] or "", 1.0)


def is_on(element: Element | None) -> bool:
    """Whether a switch such as w:b is there and not turned off."""
    return element is not None and element.get(VAL) not in OFF


def paragraph_properties(element: Element | None) -> Properties:
    """What a w:pPr states of alignment, indents, line spacing, outline level, numbering; {} for none."""
    found: Properties = {}
    if element is None:
        return found
    for child in element:
        word = _PARAGRAPH_WORDS.get(child.tag)
        if word is None:
            continue
        if word == "ind":
            _add_indents(found, child)
        elif word == "spacing":
            found.update((key, value) for key, name in _SPACING.items() if (value := child.get(name)) is not None)
        elif word == "numPr":
            for part in child:
                if part.tag in (f"{W}numId", f"{W}ilvl"):
                    found[part.tag[len(W) :]] = part.get(VAL) or ""
        elif word in ("pageBreakBefore", "snapToGrid"):
            found[word] = "1" if is_on(child) else "0"
        else:
            found[word] = child.get(VAL) or ""
    return found


_PARAGRAPH_WORDS = {
    f"{W}{word}": word
    for word in ("pStyle", "jc", "ind", "spacing", "outlineLvl", "numPr", "pageBreakBefore", "snapToGrid")
}


def _add_indents(found: Properties, element: Element) -> None:
    for name, value in element.attrib.items():
        word = name.rpartition("}")[2]
        word = _SAME.get(word, word)
        if word in _INDENTS:
            found[word] = value


def run_properties(element: Element | None) -> Properties:
    """What a w:rPr states of the East Asian font, the size, bold, hidden, and its character style; {} for none."""
    found: Properties = {}
    if element is None:
        return found
    for child in element:
        word = _RUN_WORDS.get(child.tag)
        if word is None:
            continue
        if word == "rFonts":
            if (font := child.get(f"{W}eastAsia")) is not None:
                found["font"] = font
            if (theme := child.get(f"{W}eastAsiaTheme")) is not None:
                found["theme"] = theme
        elif word in ("b", "vanish"):
            found[word] = "1" if is_on(child) else "0"
        else:
            found[word] = child.get(VAL) or ""
    return found


_RUN_WORDS = {f"{W}{word}": word for word in ("rStyle", "rFonts", "sz", "b", "vanish")}


def layered(*layers: Properties) -> Properties:
    """Later layers over earlier ones; a first-line indent and a hanging one put each other out."""
    merged: Properties = {}
    for layer in layers:
        if "hanging" in layer or "hangingChars" in layer:
            merged.pop("firstLine", None)
            merged.pop("firstLineChars", None)
        elif "firstLine" in layer or "firstLineChars" in layer:
            merged.pop("hanging", None)
            merged.pop("hangingChars", None)
        if "font" in layer and "theme" not in layer:
            merged.pop("theme", None)
        merged.update(layer)
    return merged
