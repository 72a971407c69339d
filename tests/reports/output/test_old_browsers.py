"""Style and script keep to what Chromium 90 knows (April 2021): many offices have a browser of that age and no other."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

FOLDER = Path("src/dudao/reports/output")

# what came later: pattern, the Chromium that brought it, an example, a look-alike that is allowed
STYLE = (
    (r":has\(", 105, "li:has(a) {", "li:not(a) {"),
    (r":user-(valid|invalid)", 119, "input:user-valid {", "a:visited {"),
    (r":(open|modal|popover-open)\b", 105, "dialog:modal {", ".open {"),
    (
        r"@(container|layer|scope|starting-style|view-transition|position-try|function)\b",
        99,
        "@layer base {",
        "@media print {",
    ),
    (r"@media[^{]*[<>]", 104, "@media (width >= 600px) {", "@media (min-width: 600px) {"),
    (r"[{;]\s*&|^\s*&", 112, "a { color: red; &:hover {", 'content: "a & b"'),
    (
        r"\b\d+(\.\d+)?(dvh|svh|lvh|dvw|svw|lvw|dvb|dvi|cqw|cqh|cqi|cqb|cap|rlh|lh|ric|rex)\b",
        108,
        "height: 100dvh",
        "height: 100vh",
    ),
    (
        r"\b(color-mix|oklch|oklab|lab|lch|hwb|color|light-dark|linear|anchor|sin|cos|tan|round|mod|rem|pow|sqrt|exp|abs|sign)\(",
        101,
        "color: color-mix(in srgb, red, blue)",
        "linear-gradient(red, blue)",
    ),
    (
        r"\b(accent-color|scrollbar-gutter|scrollbar-width|scrollbar-color|text-wrap|text-wrap-style|"
        r"white-space-collapse|text-box|text-box-trim|field-sizing|interpolate-size|text-autospace|text-spacing-trim|"
        r"font-palette|font-size-adjust|object-view-box|overflow-clip-margin|hyphenate-character|"
        r"anchor-name|position-anchor|view-transition-name|animation-timeline|scroll-timeline|offset-position|"
        r"rotate|scale|translate|zoom|math-style|ruby-align|initial-letter|mask|mask-image|"
        r"text-emphasis|container|container-type|container-name|"
        r"contain-intrinsic-(width|height|block-size|inline-size))\s*:",
        93,
        "accent-color: red",
        "text-align: left",
    ),
    (r":\s*(subgrid|masonry|math|auto-phrase|stretch)\b", 117, "grid-template: subgrid", "display: grid"),
    (r"grid-template-[a-z]+:\s*subgrid", 117, "grid-template-rows: subgrid", "grid-template-rows: auto"),
    (r"contain-intrinsic-size:\s*auto", 98, "contain-intrinsic-size: auto 5em", "contain-intrinsic-size: 1px 5em"),
    (r"inset-area|position-area|reading-flow", 125, "position-area: top", "position: top"),
)
SCRIPT = (
    (
        r"\.(at|findLast|findLastIndex|toSorted|toReversed|toSpliced|with|isWellFormed|toWellFormed|fromAsync|groupBy|"
        r"hasOwn|withResolvers|checkVisibility|showPopover|hidePopover|togglePopover|startViewTransition|setHTMLUnsafe|"
        r"isSubsetOf|intersection|union|difference|symmetricDifference|getAll|randomUUID|scrollend|requestClose)\(",
        92,
        "list.at(-1)",
        "list.slice(-1)",
    ),
    (
        r"\b(structuredClone|navigation|scheduler|URLPattern|EditContext|CloseWatcher|Sanitizer|CompressionStream|Highlight)\b"
        r"(\(|\.)",
        98,
        "structuredClone(value)",
        "JSON.parse(value)",
    ),
    (r"\bstatic\s*\{", 94, "class A { static { run(); } }", "class A { static run() {} }"),
    (r"#\w+ in \w", 91, "#name in other", "name in other"),
    (r"^\s*await\b", 91, "await import('a')", "async function run() { return 1; }"),
    (r"/[a-z]*v[a-z]*\.(test|exec)|/v\b", 112, "/[a--b]/v", "/ab/u"),
    (r"\bcause:", 93, "new Error(text, { cause: error })", "new Error(text)"),
    (r"until-found|\.inert\b|popover|\binvoketarget", 102, "panel.inert = true", "panel.hidden = true"),
    (r"^\s*using\b", 134, "using file = open()", "use(file)"),
)


def newer(text: str, table: tuple[tuple[str, int, str, str], ...]) -> list[str]:
    bare = re.sub(r"/\*.*?\*/", "", text, flags=re.DOTALL)
    found = [
        (since, match.group()) for pattern, since, _, _ in table for match in re.finditer(pattern, bare, re.MULTILINE)
    ]
    return [f"{words.strip()} (Chromium {since})" for since, words in found]


@pytest.mark.parametrize(("table", "ending"), [(STYLE, "css"), (SCRIPT, "js")])
def test_nothing_is_newer_than_chromium_90(table: tuple[tuple[str, int, str, str], ...], ending: str) -> None:
    files = sorted(FOLDER.glob(f"*.{ending}"))
    assert files
    assert {each.name: newer(each.read_text("utf-8"), table) for each in files} == {each.name: [] for each in files}


@pytest.mark.parametrize(("pattern", "since", "example", "look_alike"), [*STYLE, *SCRIPT])
def test_each_pattern_knows_its_example_from_what_is_allowed(
    pattern: str, since: int, example: str, look_alike: str
) -> None:
    assert since > 90
    assert re.search(pattern, example, re.MULTILINE)
    assert not re.search(pattern, look_alike, re.MULTILINE)


@pytest.mark.parametrize("ending", ["css", "js"])
def test_nothing_is_fetched_from_elsewhere(ending: str) -> None:
    for each in FOLDER.glob(f"*.{ending}"):
        assert not re.search(
            r"https?:|//[a-z]+\.|@import|url\(|fetch\(|XMLHttpRequest|eval\(|innerHTML", each.read_text("utf-8")
        )
