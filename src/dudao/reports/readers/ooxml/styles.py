"""The style sheet: how a paragraph and its runs are set, through document defaults, style chains and direct settings.

Answers in `TextStyle`; only the East Asian font counts, since that is what Chinese characters are set in.
"""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

from dudao.reports.model import TextStyle
from dudao.reports.readers.ooxml.names import DRAWING, TYPE, VAL, Element, W
from dudao.reports.readers.ooxml.properties import (
    Properties,
    integer,
    layered,
    paragraph_properties,
    run_properties,
    twips,
)

MAX_CHAIN = 32
DEFAULT_SIZE = 10.0
"""Points, where nothing states a size (ISO/IEC 29500-1, 17.3.2.38); only used to count an indent in characters."""
_ALIGN = {
    "left": "left",
    "start": "left",
    "center": "center",
    "right": "right",
    "end": "right",
    "both": "justify",
    "distribute": "justify",
}
_TOGGLES = ("b", "vanish")


@dataclass(frozen=True, slots=True)
class Style:
    """A style as its file states it, with all that it is based on laid under it."""

    name: str
    paragraph: Properties
    run: Properties


class StyleSheet:
    """The styles of one document; also an empty one, for a document without a styles part."""

    def __init__(
        self,
        styles: Element | None = None,
        theme: Element | None = None,
        settings: Element | None = None,
    ) -> None:
        self._theme_fonts = _theme_fonts(theme, settings)
        self._default_run: Properties = {}
        self._default_paragraph: Properties = {}
        self._raw: dict[str, Element] = {}
        self._styles: dict[str, Style] = {}
        self._default_id = ""
        self._layers: dict[tuple[object, ...], Properties] = {}
        self._run_looks: dict[tuple[object, ...], Properties] = {}
        self._text_styles: dict[tuple[object, ...], TextStyle] = {}
        if styles is not None:
            self._load(styles)

    def _load(self, styles: Element) -> None:
        defaults = styles.find(f"{W}docDefaults")
        if defaults is not None:
            self._default_run = run_properties(defaults.find(f"{W}rPrDefault/{W}rPr"))
            self._default_paragraph = paragraph_properties(defaults.find(f"{W}pPrDefault/{W}pPr"))
        for style in styles.iterchildren(f"{W}style"):
            identifier = style.get(f"{W}styleId") or ""
            self._raw.setdefault(identifier, style)
            if style.get(TYPE) == "paragraph" and style.get(f"{W}default") in ("1", "true", "on"):
                self._default_id = self._default_id or identifier

    def get(self, identifier: str | None) -> Style | None:
        """A style by its id; the default paragraph style for None."""
        wanted = self._default_id if identifier is None else identifier
        known = self._styles.get(wanted)
        if known is None and wanted in self._raw:
            known = self._styles[wanted] = _resolve(wanted, self._raw)
        return known

    def paragraph_layers(self, direct: Properties, numbering: Properties | None = None) -> Properties:
        """All that holds for a paragraph. A numbering level's indents lie over the style's only where it is direct."""
        key = (*direct.items(), id(numbering))
        known = self._layers.get(key)
        if known is None:
            style = self.get(direct.get("pStyle"))
            under = style.paragraph if style else {}
            level = numbering or {}
            middle = (under, level) if "numId" in direct else (level, under)
            known = self._layers[key] = layered(self._default_paragraph, *middle, direct)
        return known

    def run_look(self, paragraph_style: str | None, direct: Properties) -> Properties:
        """All that holds for a run of a paragraph of a style: font, size, bold, hidden, as far as stated."""
        key = (paragraph_style, *direct.items())
        known = self._run_looks.get(key)
        if known is None:
            known = self._run_looks[key] = self._make_run_look(paragraph_style, direct)
        return known

    def _make_run_look(self, paragraph_style: str | None, direct: Properties) -> Properties:
        style = self.get(paragraph_style)
        under = style.run if style else {}
        character = self.get(direct.get("rStyle", ""))
        over = character.run if character else {}
        look = layered(self._default_run, under, over, direct)
        for toggle in _TOGGLES:
            # ISO/IEC 29500-1, 17.7.3: a toggle set in both styles cancels out; direct settings are absolute
            if toggle not in direct and under.get(toggle) == "1" and over.get(toggle) == "1":
                look[toggle] = "0"
        if "theme" in look:
            font = self._theme_fonts.get(look["theme"][:5])
            look.pop("font", None) if font is None else look.update(font=font)
        return look

    def text_style(self, paragraph: Properties, run: Properties) -> TextStyle:
        """Both together; equal ones are one object."""
        key = (*paragraph.items(), None, *run.items())
        known = self._text_styles.get(key)
        if known is None:
            known = self._text_styles[key] = self._make_text_style(paragraph, run)
        return known

    def _make_text_style(self, paragraph: Properties, run: Properties) -> TextStyle:
        half_points = integer(run.get("sz"))
        size = half_points / 2 if half_points > 0 else None
        style = self.get(paragraph.get("pStyle"))
        line = twips(paragraph.get("line"))
        rule = paragraph.get("lineRule", "auto")
        level = integer(paragraph.get("outlineLvl"), 9)
        return TextStyle(
            font=run.get("font") or None,
            size=size,
            bold=None if "b" not in run else run["b"] == "1",
            align=_ALIGN.get(paragraph.get("jc", "")),
            first_line_chars=_first_line(paragraph, size or DEFAULT_SIZE),
            line_pitch=round(line / 20, 2) if line is not None and rule == "exact" else None,
            style_name=style.name if style else None,
            outline_level=level + 1 if 0 <= level < 9 else None,
            line_multiple=round(line / 240, 2) if line is not None and rule == "auto" else None,
            left_chars=_indent(paragraph, "left", size or DEFAULT_SIZE),
            right_chars=_indent(paragraph, "right", size or DEFAULT_SIZE),
        )


def _resolve(identifier: str, raw: dict[str, Element]) -> Style:
    """A style with what it is based on laid under it; a chain that runs in a circle is cut."""
    chain: list[Element] = []
    seen: set[str] = set()
    following: str | None = identifier
    while following in raw and following not in seen and len(chain) < MAX_CHAIN:
        assert following is not None
        seen.add(following)
        style = raw[following]
        chain.append(style)
        based_on = style.find(f"{W}basedOn")
        following = None if based_on is None else based_on.get(VAL)
    chain.reverse()
    name = chain[-1].find(f"{W}name")
    return Style(
        name=(name.get(VAL) if name is not None else None) or identifier,
        paragraph=layered(*(paragraph_properties(style.find(f"{W}pPr")) for style in chain)),
        run=layered(*(run_properties(style.find(f"{W}rPr")) for style in chain)),
    )


def _indent(paragraph: Properties, side: str, size: float) -> float | None:
    hundredths = integer(paragraph.get(f"{side}Chars"))
    if hundredths:
        return hundredths / 100
    length = twips(paragraph.get(side))
    return None if length is None else _in_characters(length, size)


def _first_line(paragraph: Properties, size: float) -> float | None:
    """Characters that the first line is in (minus: hanging). Word lets a count of characters go before a length."""
    for word, sign in (("firstLine", 1), ("hanging", -1)):
        found = _indent(paragraph, word, size)
        if found is not None:
            return sign * found or 0.0  # no minus before a hanging indent of nothing
    return None


def _in_characters(length: float, size: float) -> float:
    return float(round(Decimal(length / 20 / size), 2))


def _theme_fonts(theme: Element | None, settings: Element | None) -> dict[str, str]:
    """The East Asian face of the theme's major and minor font, for the document's East Asian language."""
    if theme is None:
        return {}
    language = None if settings is None else settings.find(f"{W}themeFontLang")
    named = "" if language is None else language.get(f"{W}eastAsia") or ""
    script = {"zh-CN": "Hans", "zh-SG": "Hans", "zh-TW": "Hant", "zh-HK": "Hant", "zh-MO": "Hant"}.get(named)
    fonts = {}
    for kind in ("major", "minor"):
        font = theme.find(f".//{DRAWING}{kind}Font")
        if font is None:
            continue
        face = font.find(f"{DRAWING}ea")
        typeface = "" if face is None else face.get("typeface") or ""
        for other in font.iterchildren(f"{DRAWING}font") if not typeface and script else ():
            if other.get("script") == script:
                typeface = other.get("typeface") or ""
        if typeface:
            fonts[kind] = typeface
    return fonts
