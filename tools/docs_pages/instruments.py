"""The dated registry of legal instruments that citations are held against."""

from __future__ import annotations

from tools.docs_pages.markdown import page, plain, table

from dudao.schemes.legal import Instrument, known_instruments

ADDRESS = "docs/reference/instruments.md"
LEAD = """引用核对所依据的文件清单（[instruments.csv](../../src/dudao/schemes/catalogue/legal/instruments.csv)）。“未核实”的行有待对照官方文本；清单没有的文件不作判断。

The instruments that citations are held against. Lines marked *unconfirmed* wait for an official text; nothing is said about a document that is not in the list."""
ENDED = {
    "repealed": "废止 repealed",
    "revised": "修订 revised",
    "superseded": "被取代 superseded",
    "ended": "期满 ended",
    "": "",
}


def instruments_page() -> tuple[str, str]:
    """Address and content."""
    registry = known_instruments()
    titles = {each.id: each.title for each in registry.instruments}
    heads = ("名称 Title", "文号 Number", "印发 Issued", "终止 Ended", "核实 Status")
    return ADDRESS, page(
        "文件清单 · Instruments", LEAD, table(heads, [_row(each, titles) for each in registry.instruments])
    )


def _row(each: Instrument, titles: dict[str, str]) -> tuple[str, ...]:
    ended = f"{each.ended} {ENDED[each.how_ended]}" if each.ended else ENDED[each.how_ended]
    if each.successor:
        ended += f"<br>→ {plain(titles[each.successor])}"
    status = {"confirmed": "已核实 confirmed", "unconfirmed": "未核实 unconfirmed"}[each.status]
    return plain(each.title), plain(each.number), str(each.issued or ""), ended, status
