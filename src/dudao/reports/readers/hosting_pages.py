"""What a page says of the document it hosts: publisher, date, views, size, price … as printed, and its buttons.

The patterns look at short lines that stand outside sentences. A government site prints them in one line under the
title; a document-sharing site (文档分享站) prints each in a line of its own, without saying what it is.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

LONGEST_LINE = 120
_DAY = r"20\d\d(?:-\d{1,2}-\d{1,2}|/\d{1,2}/\d{1,2}|年\d{1,2}月\d{1,2}日)"
_TIME = r"(?:[ 　]{0,3}\d{1,2}:\d{2}(?::\d{2})?)?"
_COUNT = r"\d[\d,]{0,11}(?:\.\d+)?万?\+?"
_END = r"(?=$|[\s　|｜\]】）)，,;；]|来源|作者|浏览|阅读|点击|字体|发布|责任|编辑|打印|分享|【)"


@dataclass(frozen=True, slots=True)
class Fact:
    """How a page prints one fact; group 1 is its value. An example, and something like it that is none."""

    key: str
    pattern: str
    example: str
    look_alike: str


# Facts with their label, wherever they stand in a short line.
LABELLED = (
    Fact(
        "date",
        rf"(?:发布|发表|发文|更新|上传|公开|成文|生成|创建)(?:时间|日期)[:：]\s*({_DAY}{_TIME})",
        "发布时间：2023-05-12 09:30",
        "建成时间：2023-05-12",
    ),
    Fact("date", rf"^(?:时间|日期)[:：]\s*({_DAY}{_TIME})", "日期：2023-05-12", "会议日期：2023-05-12"),
    Fact(
        "views", rf"(?:浏览|阅读|点击|访问)(?:次数|数量|量|数|率)?[:：]\s*\[?\s*({_COUNT})", "浏览次数：123", "浏览全文"
    ),
    Fact("views", rf"({_COUNT})\s*(?:次)?(?:浏览|阅读|人浏览|人阅读){_END}", "1024 阅读", "阅读课12节"),
    Fact("downloads", rf"下载(?:次数|量|数)?[:：]\s*({_COUNT})", "下载量：33", "下载附件"),
    Fact(
        "source",
        rf"(?:信息|稿件|文章|内容|文件)?来\s*源[:：]\s*([^\s　|｜【\[]{{2,40}}?){_END}",
        "来源：云州市教育局",
        "资金来源稳定",
    ),
    Fact(
        "publisher",
        rf"(?:发布|发文|公开|制发|发布主体|责任)(?:机构|机关|单位|部门)[:：]\s*([^\s　|｜]{{2,40}}?){_END}",
        "发布机构：云州市人民政府办公室",
        "责任单位落实",
    ),
    Fact("author", rf"作\s*者[:：]\s*([^\s　|｜【\[]{{1,20}}?){_END}", "作者：办公室", "作者众多"),
    Fact(
        "uploader",
        rf"(?:上传者|上传人|贡献者|分享者|发布者|上传用户|店铺)[:：]\s*([^\s　|｜]{{1,30}}?)(?:{_END}|(?=IP属地|上传|格式|页数|大小|积分))",
        "上传者：小明",
        "上传材料12份",
    ),
    Fact("index_number", r"索\s*引\s*号[:：]\s*([\w/\-〔〕.]{4,60})", "索引号：01234567-8/2023-00012", "索引号码"),
    Fact(
        "document_number",
        r"(?:发文字号|文件编号|文\s*号)[:：]\s*([^\s　|｜]{3,30}号)",
        "文号：云政发〔2023〕1号",
        "文号不详",
    ),
    Fact("size", r"(?:文档|文件)?大小[:：]\s*(\d+(?:\.\d+)?\s*[KMG]B?)", "大小：19.7KB", "大小学校"),
    Fact("pages", r"(?:页数|总页数)[:：]\s*(\d+\s*页?)", "页数：16", "页数不限"),
    Fact("price", r"(?:价格|售价|所需积分|下载积分|需要)[:：]\s*(\d+(?:\.\d+)?\s*\S{0,4})", "价格：5积分", "价格稳定"),
    Fact("comments", r"^(?:全部)?评论\s*[（(]\s*(\d+)\s*[）)]", "评论(0)", "评论员文章"),
)

# Facts that stand alone in a line; only a page that is known to share documents prints them so.
ALONE = (
    Fact("date", rf"^({_DAY}{_TIME})$", "2024-01-12", "2024-01-12至2024-02-01"),
    Fact("views", rf"^({_COUNT})$", "999+", "999+1"),
    Fact("size", r"^(\d+(?:\.\d+)?\s*[KMG]B?)$", "19.7KB", "19.7个"),
    Fact("pages", r"^(?:共\s*)?(\d+\s*页)$", "16 页", "16页以内"),
    Fact(
        "price",
        r"^(?:[¥￥]\s*)?(\d+(?:\.\d+)?\s*(?:墨点|积分|金币|学币|豆丁币|下载券|下载币|点券|元|币|点))$",
        "18墨点",
        "18个点",
    ),
)

_FLAG = re.compile(
    r"^(?:VIP|SVIP|会员)?(?:专免|免费|专享|专属|免费下载|免费文档|专享文档|精品|原创|独家|付费|付费文档|热门|推荐|共享文档|精选)$"
    r"|^(?:VIP|SVIP|会员)$",
    re.IGNORECASE,
)

# Buttons and notices of a hosting page, whole lines.
CHROME = re.compile(
    r"^(?:"
    r"(?:(?:下载文档|下载|收藏|分享|举报|点赞|打印|全屏|目录)[ 　|｜]*){2,}|版权说明[:：].{0,110}|\d{1,3}/\d{2,3}\s*提交|提交(?:评论)?|"
    r"海报|侵权投诉|版权申诉|举报|投诉|收藏(?:本文|此文)?|点赞|分享(?:到.{0,20})?|转发|(?:立即|点击|免费)?下载(?:文档|本文档|全文|原文|此文档)?|"
    r"展开(?:全文|全部|更多)?[>»]*|收起(?:全文)?[<«]*|(?:阅读|查看|显示|加载)(?:全文|全部|更多|原文)[>»]*|"
    r"摘要[:：]?|简介[:：]?|(?:文档|内容|资源)(?:简介|摘要|提要|介绍)[:：]?|全部?评论(?:\s*[（(]\d+[）)])?|评论(?:\s*[（(]\d+[）)])?|没有更多评论了?.{0,4}|暂无评论|"
    r"声明[:：].{0,80}|免责声明.{0,80}|版权声明.{0,80}|请?(?:先)?登录.{0,20}|登录\s*[/／|]\s*注册|注册|"
    r"(?:【|\[)?\s*(?:打印|关闭|收藏|我要纠错|纠错)(?:本页|此页|窗口|页面)?\s*(?:】|\])?|"
    r"(?:【|\[)?\s*字[体号]\s*[:：]?\s*[大中小 　\[\]【】（）()|]*(?:】|\])?|"
    r"扫一扫.{0,20}|用微信.{0,20}|(?:上|下)一(?:篇|条)[:：].*|返回(?:顶部|首页|列表)|回到顶部|"
    r"(?:相关|猜你喜欢|热门|推荐|最新)(?:文档|资源|阅读|推荐|新闻|链接|文章|信息|的)?|"
    r"(?:还剩|剩余)\s*\d+\s*页.{0,16}|当前位置[:：].*|您(?:现在)?(?:的位置|所在位置)[:：].*|首页\s*[>›»].*|"
    r"(?:责任|编辑|责编)(?:编辑)?[:：]\s*\S{1,12}"
    r")$"
)

_LABELLED = tuple((each.key, re.compile(each.pattern)) for each in LABELLED)
_ALONE = tuple((each.key, re.compile(each.pattern)) for each in ALONE)
_SHARING = re.compile(
    r"侵权投诉|版权申诉|展开\s*>>|收起\s*<<|没有更多评论|请登录，?,?再发表|\d+\s*(?:墨点|豆丁币|下载券|下载币)|"
    r"VIP\s*(?:专免|专享|免费)|开通VIP|文档来自|用户(?:提供并)?上传|下载(?:本)?文档|上传(?:者|人|用户)[:：]|贡献者|阅读全文|继续阅读"
    r"|(?:还剩|剩余)\s*\d+\s*页|文档(?:简介|分类|格式)|相关(?:资源|文档)|所需积分|积分[:：]|版权说明[:：]"
)
FEWEST_SHARING_SIGNS = 3


def is_sharing_page(lines: Iterable[str]) -> bool:
    """Whether short lines of a page show that it shares documents: three different signs are enough."""
    signs = {
        found[0].replace(" ", "") for line in lines if len(line) <= LONGEST_LINE for found in _SHARING.finditer(line)
    }
    return len(signs) >= FEWEST_SHARING_SIGNS


def hosting_facts(lines: Iterable[str], *, is_sharing: bool) -> dict[str, Any]:
    """Facts of the hosting page as printed, the first of each kind; `flags` is a list.

    Args:
        lines: lines outside the document itself, in order.
        is_sharing: the page shares documents, so that lines holding nothing but a date or a number are facts too.
    """
    facts: dict[str, Any] = {}
    for text in _single(lines) if is_sharing else map(_stripped, lines):
        if not text or len(text) > LONGEST_LINE:
            continue
        for key, value in _facts_in(text, is_sharing=is_sharing):
            facts.setdefault(key, value)
        if is_sharing and _FLAG.match(text):
            facts["flags"] = [*facts.get("flags", []), text]
    return facts


def _stripped(line: str) -> str:
    return line.strip(" \u3000\t\xa0")


def _single(lines: Iterable[str]) -> Iterator[str]:
    """Lines of a sharing page, a row of several facts and buttons word by word.

    >>> list(_single(["VIP专免 2024-01-12 999+ 19.7KB 16 页 海报", "全市 12 所学校"]))
    ['VIP专免', '2024-01-12', '999+', '19.7KB', '16 页', '海报', '全市 12 所学校']
    """
    for line in lines:
        words = [word.replace("_", " ") for word in _PAGES_APART.sub("_", _stripped(line)).split()]
        is_row = len(words) >= FEWEST_IN_ROW and all(_stands_alone(word) for word in words)
        yield from words if is_row else [_stripped(line)]


def _stands_alone(word: str) -> bool:
    return bool(_FLAG.match(word) or CHROME.match(word) or any(pattern.match(word) for _, pattern in _ALONE))


_PAGES_APART = re.compile(r"(?<=\d)[ \u3000\xa0]+(?=页)")
FEWEST_IN_ROW = 3


def _facts_in(text: str, *, is_sharing: bool) -> list[tuple[str, str]]:
    found = [(key, match[1].strip()) for key, pattern in _LABELLED for match in pattern.finditer(text)]
    if not found and is_sharing:
        found = [(key, match[1].strip()) for key, pattern in _ALONE if (match := pattern.match(text))][:1]
    return found


def is_chrome(line: str, *, is_sharing: bool) -> bool:
    """Whether a line belongs to the hosting page and not to its document.

    A line that holds nothing but facts is chrome as well; on a page that shares no documents only labelled facts are.
    """
    text = line.strip(" \u3000\t\xa0")
    if not text or len(text) > LONGEST_LINE:
        return False
    if CHROME.match(text) or (is_sharing and (_FLAG.match(text) or _is_row_of_buttons(text))):
        return True
    facts = _facts_in(text, is_sharing=is_sharing)
    return (
        bool(facts)
        and (is_sharing or len(facts) >= 2)
        and "。" not in text
        and sum(map(_length, facts)) * 3 > len(text)
    )


_BUTTON = re.compile(
    r"(?:网站|文库)?首页|(?:文档|全部|资料)?分类|(?:开通|升级)?VIP(?:会员|免费|专享)?|会员(?:中心)?|登录|注册|上传(?:文档)?|下载(?:文档)?|帮助(?:中心)?|搜索"
    r"|收藏|举报|分享|点赞|打印|全屏|目录|\d+(?:\.\d+)?(?:分|[kKwW万]\+?)"
)
FEWEST_BUTTONS = 3


def _is_row_of_buttons(text: str) -> bool:
    """Whether a line of a sharing page is made of buttons and bare facts only: 首页 分类 登录 注册, VIP免费 36.5KB 12页."""
    words = text.split()
    return len(words) >= FEWEST_BUTTONS and all(
        _BUTTON.fullmatch(word) or _FLAG.match(word) or any(pattern.match(word) for _, pattern in _ALONE)
        for word in words
    )


def _length(fact: tuple[str, str]) -> int:
    return len(fact[1]) + 2


def facts_of_meta(meta: Mapping[str, str]) -> dict[str, str]:
    """Facts from a government page's meta tags, for what the page does not print.

    Source: 政府网站发展指引（国办发〔2017〕47号）, 附件: names of the tags every page carries.
    """
    wanted = {"pubdate": "date", "contentsource": "source", "author": "author", "sitename": "site"}
    return {key: meta[name] for name, key in wanted.items() if meta.get(name)}
