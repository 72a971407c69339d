"""Where on a page its document stands: by the containers of common government sites, else by where the sentences are."""

from __future__ import annotations

import re
from typing import Any

from dudao.reports.readers.hosting_pages import is_chrome

# Containers of the content systems that government and school sites run on, from the surest to the most general.
CONTAINERS = (
    "#js_content",  # WeChat articles
    ".TRS_Editor",  # TRS
    ".trs_editor_view",
    ".TRS_UEDITOR",
    "#UCAP-CONTENT",  # UCAP
    ".pages_content",  # www.gov.cn
    "#zoom",  # many provincial sites
    "#Zoom",
    "#zoomcon",
    "#fontzoom",
    "#vsb_content",  # 博达, schools and universities
    "#vsb_content_2",
    ".v_news_content",
    ".wp_articlecontent",  # 苏迪, schools and universities
    ".Article_Content",
    "#artibody",
    "#article_content",
    "#articleContent",
    ".article-content",
    ".article_content",
    ".articleContent",
    ".article-con",
    ".article_con",
    ".article-body",
    ".xxgk_content",
    ".xxgk-content",
    "#news_content",
    ".news_content",
    ".news-content",
    ".newsContent",
    ".detail-content",
    ".detail_content",
    ".doc-content",  # document-sharing sites
    ".doc_content",
    ".document-content",
    ".reader-content",
    "[itemprop=articleBody]",
)
GENERAL_CONTAINERS = (
    "article",
    ".main-content",
    ".content-text",
    ".bt_content",
    ".article",
    "#content",
    ".content",
    "main",
)

# What a page is made of beside its document, by the words in class and id.
_CHROME_CLASS = re.compile(
    r"(?:^|[\s_-])(?:nav|navbar|navi|navigation|menu|foot|footer|bottom|header|topbar|sidebar|side|breadcrumbs?|crumbs?|"
    r"copyright|share|bdsharebuttonbox|comments?|related|recommend|links?|friendlinks?|search|toolbar|login|logo|banner|"
    r"pagination|location|position|qrcode|ewm|weizhi|dqwz|ads?)(?:$|[\s_-]|\d)",
    re.IGNORECASE,
)
_PRINTED_EDGES = ("header", "footer")  # what LibreOffice calls the head and foot of a page in a document saved as HTML
_FOOTER = re.compile("备案|ICP|版权所有|网站标识码|网站地图|技术支持|主办单位|联系我们|Copyright", re.IGNORECASE)
_CHROME_TAGS = frozenset(
    ["script", "style", "noscript", "template", "nav", "footer", "aside", "button", "select", "iframe", "svg"]
)

LEAST_SHARE = 0.3  # of the page's sentence marks, for a container of a known system to be believed
LEAST_GENERAL_SHARE = 0.6  # for one that any page may use for anything
MOST_CHROME = 0.3  # an element with more of the marks is no chrome, whatever it is called
LEAST_RICHEST = 0.5
LONGEST_LABEL = 8  # characters beside links that are their label (热点：) and not a line of the document

_MARKS = re.compile("[，。；、：]")
_INLINE = frozenset(("p", "pre", "span", "font", "b", "strong", "li", "tr"))


def remove_chrome(body: Any) -> None:
    """Take menus, footers, scripts and forms out of a page, by their tags and by what their classes say."""
    marks = _count(body)
    waiting = [body]
    while waiting:
        for child in _children(waiting.pop()):
            if child.tag in _CHROME_TAGS or (_is_named_chrome(child) and _count(child) < MOST_CHROME * marks):
                child.decompose()  # what is inside it must not be touched any more
            else:
                waiting.append(child)


def _is_named_chrome(element: Any) -> bool:
    attributes = element.attributes
    if not attributes:
        return False
    if attributes.get("title") in _PRINTED_EDGES:
        return True
    return _CHROME_CLASS.search(f"{attributes.get('class') or ''} {attributes.get('id') or ''}") is not None


def container_of(body: Any) -> tuple[Any, bool]:
    """The element that holds the document of a page, and whether it is surely nothing but that."""
    marks = _count(body)
    for selectors, share in ((CONTAINERS, LEAST_SHARE), (GENERAL_CONTAINERS, LEAST_GENERAL_SHARE)):
        for selector in selectors:
            best = max(body.css(selector), key=_count, default=None)
            if best is not None and marks and _count(best) >= share * marks:
                return _with_its_kind(best, selector), True
    return _where_the_sentences_are(body)


def _with_its_kind(element: Any, selector: str) -> Any:
    """The parent, where a document's pages stand in several equal containers beside each other."""
    parent = element.parent
    if parent is None:
        return element
    beside = [other for other in _children(parent) if other.css_matches(selector) and _count(other)]
    return parent if len(beside) > 1 else element


def _where_the_sentences_are(body: Any) -> tuple[Any, bool]:
    """The deepest element beside which nothing stands that may belong to the document."""
    element, depth = body, 0
    while True:
        children = _children(element)
        richest = max(children, key=_count, default=None)
        if richest is None or richest.tag in _INLINE:
            return element, depth > 0
        others = [child for child in children if child.mem_id != richest.mem_id]
        if any(map(_may_belong, others)) or _count(richest) < LEAST_RICHEST * _count(element) or _own_text(element):
            return element, depth > 0
        element, depth = richest, depth + 1


def _may_belong(element: Any) -> bool:
    """Whether an element says more than links, buttons, facts of the page and what stands at its foot."""
    text = " ".join(element.text(deep=True).split())
    if is_chrome(text, is_sharing=False) or _FOOTER.search(text):
        return False
    linked = sum(len("".join(link.text(deep=True).split())) for link in element.css("a"))
    return len(text.replace(" ", "")) - linked > LONGEST_LABEL


def _own_text(element: Any) -> bool:
    """Whether sentences stand in an element outside its children."""
    own = "".join(node.text_content or "" for node in element.iter(include_text=True) if node.is_text_node)
    return len(_MARKS.findall(own)) > 1


def _children(element: Any) -> list[Any]:
    return [child for child in element.iter() if child.is_element_node]


def _count(element: Any) -> int:
    return len(_MARKS.findall(element.text(deep=True)))
