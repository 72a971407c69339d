"""The schemes shipped: points, what each asks, what proves it; required sections; whether official."""

from __future__ import annotations

from tools.docs_pages.markdown import beside, code, page, plain, table
from tools.docs_pages.scheme_indicators import address_of

from dudao.schemes.load import CATALOGUE, read_scheme, scheme_folders
from dudao.schemes.model import Point, Scheme

ADDRESS = "docs/reference/schemes.md"
LEAD = """方案是内容，不是程序：一个文件夹、一份 `scheme.yaml`，由熟悉业务的人撰写。`dudao scheme list` 列出随附的方案，`dudao scheme check 文件夹` 检查自己写的方案。

A scheme is content: a folder with `scheme.yaml`, written by people of the field. `dudao scheme list` shows those shipped, `dudao scheme check FOLDER` checks one of your own."""


def schemes_page() -> tuple[str, str]:
    """Address and content."""
    parts = [LEAD]
    for folder in scheme_folders():
        scheme = read_scheme(folder)
        parts += _scheme(scheme)
        address = folder.relative_to(CATALOGUE).as_posix()
        own = address_of(scheme.slug, scheme.edition)
        parts.append(
            f"**[指标、公式、限值、依据和算例 · Indicators, formulas, limits, legal basis, worked cases]({own})**"
        )
        parts.append(f"文件 File: [scheme.yaml](../../src/dudao/schemes/catalogue/{address}/scheme.yaml)")
    return ADDRESS, page("评价方案 · Schemes", *parts)


def _scheme(scheme: Scheme) -> list[str]:
    official = "官方文本 official" if scheme.is_official else f"**{scheme.status_zh} · {scheme.status_en}**"
    facts = [
        ("状态 Status", official),
        ("层级 Level", scheme.level),
        ("施行 In force", in_force(scheme)),
        ("主送机关 Addressee", plain(scheme.report_addressee)),
        ("标题 Title", plain(scheme.report_title)),
        ("字数上限 Limit", str(scheme.report_limit or "")),
    ]
    kinds = [(code(each.id), beside(each.label_zh, each.label_en)) for each in scheme.ledger_kinds]
    parts = [
        f"## `{scheme.slug}/{scheme.edition}` {plain(scheme.title_zh)}",
        plain(scheme.title_en),
        table(("", ""), [(name, told) for name, told in facts if told]),
        "### 要点 · Points",
        *_points(scheme),
    ]
    if scheme.sections:
        heads = ("代号 Code", "章节 Section", "认得的标题用语 Words of its heading")
        rows = [(code(each.code), plain(each.title_zh), plain("、".join(each.words))) for each in scheme.sections]
        parts += ["### 必有章节 · Required sections", table(heads, rows)]
    if kinds:
        parts += ["### 台账类别 · Ledger kinds", table(("代号 Id", "名称 Label"), kinds)]
    return parts


def in_force(scheme: Scheme) -> str:
    """From which day to which; the last is left open while the edition holds."""
    until = f"，至 until {scheme.valid_to}" if scheme.valid_to else ""
    return f"自 since {scheme.valid_from}{until}" if scheme.valid_from else until


def _points(scheme: Scheme) -> list[str]:
    titles = dict(scheme.groups)
    parts: list[str] = []
    for group in dict.fromkeys(point.group for point in scheme.points):
        rows = [_point(each) for each in scheme.points if each.group == group]
        heads = ("要点 Point", "问什么 What it asks", "以什么证明 Proved by")
        parts += [f"**{group} {plain(titles.get(group, ''))}**", table(heads, rows)]
    return parts


def _point(point: Point) -> tuple[str, str, str]:
    proof = "、".join(code(each) for each in (*point.ledger, *point.indicators))
    return f"**{point.code}** {beside(point.title_zh, point.title_en)}", beside(point.asks_zh, point.asks_en), proof
