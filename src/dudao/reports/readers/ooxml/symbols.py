"""Characters that Word sets by their place in a symbol font, as the Unicode characters they look like."""

from __future__ import annotations

SYMBOLS: dict[tuple[str, int], str] = {
    ("wingdings", 0x6C): "●",
    ("wingdings", 0x6E): "■",
    ("wingdings", 0x6F): "□",
    ("wingdings", 0x71): "❑",
    ("wingdings", 0x75): "◆",
    ("wingdings", 0xA8): "□",
    ("wingdings", 0xAB): "★",
    ("wingdings", 0xD8): "➢",
    ("wingdings", 0xE0): "→",
    ("wingdings", 0xFB): "✗",
    ("wingdings", 0xFC): "✓",
    ("wingdings", 0xFD): "☒",
    ("wingdings", 0xFE): "☑",
    ("wingdings 2", 0x50): "✓",
    ("wingdings 2", 0x51): "☒",
    ("wingdings 2", 0x52): "☑",
    ("wingdings 2", 0x54): "☒",
    ("wingdings 2", 0xA3): "□",
    ("symbol", 0xA3): "≤",
    ("symbol", 0xB1): "±",
    ("symbol", 0xB3): "≥",
    ("symbol", 0xB4): "×",
    ("symbol", 0xB7): "·",
    ("symbol", 0xB8): "÷",
} | {("wingdings", 0x80 + number): "⓪①②③④⑤⑥⑦⑧⑨⑩"[number] for number in range(11)}
UNKNOWN = "\ufffd"


def symbol(font: str | None, code: str | None) -> str:
    """The character of a w:sym; U+FFFD for one of a symbol font that the table does not have.

    >>> symbol("Wingdings 2", "F052"), symbol("Wingdings", "00FC"), symbol("宋体", "25CF"), symbol("Odd", "zz")
    ('☑', '✓', '●', '�')
    """
    try:
        number = int(code or "", 16)
    except ValueError:
        return UNKNOWN
    low = number - 0xF000 if 0xF000 <= number <= 0xF0FF else number
    known = SYMBOLS.get(((font or "").lower(), low))
    if known is not None:
        return known
    if number < 0x20 or 0xD800 <= number <= 0xF8FF or number > 0xFFFD:
        return UNKNOWN
    return chr(number)
