"""A web page to blocks: decoded, its document found, the chrome of the hosting page told from it.

Nothing is fetched: pictures, frames and scripts of a page stay where they are.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import replace
from pathlib import Path
from typing import Any

from selectolax.lexbor import LexborHTMLParser

from dudao.reports.model import Block, BlockKind, Source
from dudao.reports.readers.encodings import decode
from dudao.reports.readers.hosting_pages import facts_of_meta, hosting_facts, is_chrome, is_sharing_page
from dudao.reports.readers.limits import in_force, require_size
from dudao.reports.readers.saved_page import page_in
from dudao.reports.readers.webpage import is_saved_page
from dudao.reports.readers.webpage_blocks import blocks_of
from dudao.reports.readers.webpage_content import container_of, remove_chrome
from dudao.reports.readers.wrapped_lines import with_wrapped_lines
from dudao.values.errors import UnreadableError
from dudao.values.spans import Place

DEEPEST = 3_000  # elements inside each other; the parser's time grows with the square of it
_VOID = frozenset(b"area base br col embed hr img input link meta param source track wbr p li td tr th".split())
_TAG = re.compile(rb"<(/?)([a-zA-Z][a-zA-Z0-9]*)[^<>]*?(/?)>")
_CHARSET = re.compile(rb"<meta[^>]{0,200}?charset\s*=\s*[\"']?\s*([\w.:-]{2,30})", re.IGNORECASE)

_SITE_IN_TITLE = re.compile(r"\s*[_|｜]\s*|\s+[-–—]+\s+|--+")
_DOCUMENT_TITLE = re.compile(
    r"(?:报告|報告|情况|情況|总结|總結|汇报|通报|公告|公示|通知|意见|方案|计划|公报|说明|材料)\S{0,12}$"
)
TITLE_WITHIN = 6  # blocks from the top among which a page's own title is looked for
TITLE_BELOW = 25  # blocks below a page's title among which its document may begin with it again
LONGEST_TITLE = 120
_SUMMARY = ("摘要", "简介", "文档简介", "文档摘要", "内容简介", "内容提要")
_COMMENTS = re.compile(r"(?:全部)?评论\s*[（(]\s*\d+")  # what stands below is said by visitors
_REST_HIDDEN = re.compile(r"(?:还剩|剩余)\s*\d+\s*页")  # what stands below is no part of the document

_REPORT = re.compile(r"[^，。：；、,;:]{6,60}(?:自评|自查|评估|情况)的?报告")

_BLANK = re.compile(r"\s+")


def read_page(path: Path) -> Source:
    """The blocks of a page's document, and facts of the page that hosts it; raises UnreadableError for a page without one."""
    size = path.stat().st_size
    content, declared = path.read_bytes(), None
    if is_saved_page(content[:65_536]):
        content, declared = page_in(content)
        size = len(content)
    require_size(size, in_force().markup_bytes)
    _require_depth(content)
    decoded = decode(content, declared=declared or _declared(content))
    tree = LexborHTMLParser(decoded.text.replace("\x00", ""))
    body = tree.body
    if body is None:
        raise _without_text()
    source = _source_of(tree, body)
    return replace(source, encoding=decoded.encoding)


def _require_depth(content: bytes) -> None:
    """Refuse what is nested beyond any page, before the parser spends minutes on it."""
    depth = 0
    for closing, name, alone in _TAG.findall(content):
        if name.lower() in _VOID or alone:
            continue
        depth = max(depth + (-1 if closing else 1), 0)
        if depth > DEEPEST:
            raise UnreadableError(
                "网页的层次嵌套过深，可能已损坏或为恶意构造；请在浏览器中打开，把正文复制为文本后再试",
                "the page is nested too deeply and may be damaged or malicious; copy its text into a text file",
            )


def _declared(content: bytes) -> str | None:
    found = _CHARSET.search(content[:8192])
    return found[1].decode("ascii", "replace") if found else None


def _without_text() -> UnreadableError:
    return UnreadableError(
        "网页中没有正文（内容可能由脚本加载，或只有图片和附件）；请在浏览器中打开后复制正文，或下载其中的附件",
        "the page holds no text (it may be loaded by scripts, or be pictures); copy its text or get its attachment",
    )


def _source_of(tree: Any, body: Any) -> Source:
    everything = [block.text for block in blocks_of(body).blocks if block.kind is not BlockKind.CELL]
    is_sharing = is_sharing_page(everything)
    meta, headings = _meta(tree), _headings(tree, body)
    remove_chrome(body)
    container, is_sure = container_of(body)
    walk = blocks_of(container)
    links = set() if is_sure else walk.links
    blocks = [
        _marked(block, is_sharing=is_sharing, is_link=at in links)
        for at, block in enumerate(with_wrapped_lines(walk.blocks))
    ]
    blocks = _without_repeats(blocks) if is_sharing else blocks
    inside = {block.text for block in blocks if block.kind is not BlockKind.HOSTING}
    if not any(inside):
        raise _without_text()
    facts = hosting_facts((text for text in everything if text not in inside), is_sharing=is_sharing)
    facts = {**{key: value for key, value in facts_of_meta(meta).items() if key not in facts}, **facts}
    title = _missing_title([meta.get("articletitle", ""), *headings], everything, blocks)
    if title:
        blocks.insert(0, Block(BlockKind.PARAGRAPH, title, Place(), heading_level=1))
    return Source(kind="html", blocks=tuple(blocks), hosting=facts or None, problems=tuple(walk.problems))


def _marked(block: Block, *, is_sharing: bool, is_link: bool) -> Block:
    """The block as the page's own where it is a button, a fact of the page, or nothing but a link in a menu."""
    if block.kind is BlockKind.CELL or block.heading_level is not None:
        return block
    if is_chrome(block.text, is_sharing=is_sharing) or (is_link and "。" not in block.text):
        return _of_page(block)
    return block


def _without_repeats(blocks: list[Block]) -> list[Block]:
    """What a sharing page puts around its document marked as the page's: its title again, a summary, comments."""
    marked = list(blocks)
    for at, block in enumerate(blocks[:TITLE_WITHIN]):
        title = _squashed([block.text])
        below = blocks[at + 1 : at + TITLE_BELOW]
        is_parted = block.heading_level or any(other.kind is BlockKind.HOSTING for other in below[:3])
        if title and is_parted and any(_is_title_again(title, _squashed([other.text])) for other in below):
            marked[at] = _of_page(block)
    own = [at for at, block in enumerate(blocks) if block.kind is BlockKind.HOSTING]
    summary = next((at for at in reversed(own) if blocks[at].text.startswith(_SUMMARY)), len(blocks))
    before = _squashed(block.text for block in blocks[:summary])
    for at in range(summary + 1, len(blocks)):
        beginning = _squashed([blocks[at].text])[:40]
        if len(beginning) > 12 and beginning in before:
            marked[at] = _of_page(blocks[at])
    end = next(
        (at for at in own if _COMMENTS.match(blocks[at].text) or _REST_HIDDEN.match(blocks[at].text)), len(blocks)
    )
    return marked[:end] + [_of_page(block) for block in marked[end:]]


def _is_title_again(title: str, below: str) -> bool:
    """Whether a line below a page's title is it once more, or the document's own where the page shortened it."""
    return below == title or (_REPORT.fullmatch(title) is not None and _REPORT.fullmatch(below) is not None)


def _of_page(block: Block) -> Block:
    return replace(block, kind=BlockKind.HOSTING, place=replace(block.place, part="hosting"))


def _squashed(texts: Iterable[str]) -> str:
    return "".join("".join(texts).split())


def _meta(tree: Any) -> dict[str, str]:
    found: dict[str, str] = {}
    for tag in tree.css("meta[name]")[:200]:
        attributes = tag.attributes
        name, content = attributes.get("name"), attributes.get("content")
        if name and content and len(content) < 300:
            found.setdefault(name.lower(), content.strip())
    return found


def _headings(tree: Any, body: Any) -> list[str]:
    """What may be the title, from the surest: the page's first headings, then its name without that of the site."""
    found = [_BLANK.sub(" ", heading.text(deep=True)).strip() for heading in body.css("h1")[:3]]
    name = tree.css_first("title")
    parts = _SITE_IN_TITLE.split(name.text(deep=True).strip()) if name is not None else []
    return found + [part for part in parts if len(part) >= 6 and _DOCUMENT_TITLE.search(part)][:1]


def _missing_title(titles: list[str], everything: list[str], blocks: list[Block]) -> str:
    """The document's title where it stands outside its container; "" where the text begins with it or none is sure."""
    beginning = _squashed(block.text for block in blocks[:TITLE_WITHIN])
    above = _lines_above(everything, blocks)
    for title in [*titles, *(line for line in above if _DOCUMENT_TITLE.search(line))]:
        if 6 <= len(title) <= LONGEST_TITLE:
            return "" if _squashed([title]) in beginning else title
    return ""


def _lines_above(everything: list[str], blocks: list[Block]) -> list[str]:
    """The lines of the page right above the document, nearest first."""
    first = next((block.text for block in blocks if block.text and block.kind is not BlockKind.HOSTING), "")
    at = everything.index(first) if first in everything else 0
    return [line.strip() for line in reversed(everything[max(at - TITLE_WITHIN, 0) : at])]
