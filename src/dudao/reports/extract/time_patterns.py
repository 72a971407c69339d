"""How times are printed: one pattern for all forms, each form with an example and a look-alike that it must leave alone.

The pattern begins with one set of first letters, which lets the scan skip through the text; what follows looks back at
that letter. Forms with a printed year, with a digit and with a character are tried apart. What a form means, and which year it takes, is the business of `times`.
"""

from __future__ import annotations

import re
from typing import NamedTuple

from dudao.schemes.lexicons import alternatives

DASH = r"[-—–~～－至到]{1,2}"
CHINESE_YEAR = r"[〇○零一二三四五六七八九]"
MASK = r"[xX×*＊○_]"

SEASON = r"春季学期|秋季学期|春学期|秋学期|春季|秋季|春(?=招|季|期)|秋(?=招|季|期)"
PART_OF_YEAR = (
    rf"上半年|下半年|第?[一二三四1-4]季度|前三季度|(?:{SEASON})"
    rf"|[0-9]{{1,2}}{DASH}[0-9]{{1,2}}月份?|[一二三四五六七八九十]{{1,2}}月份?(?![一二三四五六七八九十])"
)
MONTH_TAIL = r"(?:初|上旬|中旬|下旬|[底末]前?|份)?"
MONTH = rf"(?:[0-9]{{1,2}}|{MASK}{{1,2}})月(?:[0-9]{{1,2}}日(?:{DASH}(?:[0-9]{{1,2}}月)?[0-9]{{1,2}}日)?|{MONTH_TAIL})"
YEAR_TAIL = r"(?:年?[底末]前|年?[底末初](?!步|级|中|高|任|审|始|端|梢|尾)|以来|同期|期间|(?:之|以)?前(?=[，、,；完建全实基达力]))?"

FIRST = r"[0-9一二两三四五六七八九十前第上下今去明本当同次翌年春秋近过未目“\"‘]"

# How forms begin; each is looked for once for all its forms, so that most numbers are turned away at their first digit.
YEAR = r"(?<=[12])(?:(?<![0-9.][12])|(?<=\n[0-9]\.[12])|(?<=\n[0-9][0-9]\.[12]))(?:(?<=2)0|(?<=1)9)[0-9]{2}"
DIGIT = r"(?<=[0-9])(?<![0-9.][0-9])"
OTHER = r"(?<![0-9])"

FORMS: tuple[tuple[str, str, str, str, str], ...] = (
    # name, how it begins, pattern behind that, example, look-alike
    (
        "school_year",
        YEAR,
        rf"年?(?:{DASH}(?:20)?[0-9]{{2}}年?)?学年度?(?:第[一二12]学期|[上下]学期)?",
        "2020—2021学年第一学期",
        "2021学时",
    ),
    (
        "span",
        YEAR,
        rf"年?(?:[0-9]{{1,2}}月)?{DASH}(?:19|20)[0-9]{{2}}年(?:[0-9]{{1,2}}月底?|底|末)?(?:期间)?",
        "2018—2020年",
        "2018—2020人",
    ),
    (
        "iso",
        YEAR,
        r"(?P<iso_mark>[-./])[01]?[0-9](?P=iso_mark)[0-3]?[0-9](?![0-9])",
        "2021-04-30",
        "2021-2023",
    ),
    (
        "year",
        YEAR,
        rf"(?:年度?|(?=[春秋]季学期))(?:{MONTH}(?:{DASH}{MONTH})?|(?:{PART_OF_YEAR})|{YEAR_TAIL})",
        "2021年4月30日",
        "2021人",
    ),
    (
        "listed_year",
        YEAR,
        r"(?=(?:[、和及与](?:19|20)[0-9]{2}){0,6}[、和及与](?:19|20)[0-9]{2}年)",
        "2019、2020年",
        "2019、2020人",
    ),
    (
        "masked_year",
        DIGIT,
        rf"(?<=2)0(?:{MASK}{{2}}|[0-9]{MASK})年度?(?:{MONTH})?",
        "20xx年",
        "20xx所",
    ),
    (
        "chinese_year",
        OTHER,
        rf"(?<=[一二])[九〇○零]{CHINESE_YEAR}{{2}}年(?:[一二三四五六七八九十]{{1,2}}月(?:[一二三四五六七八九十]{{1,3}}日)?)?[底末]?",
        "二〇二一年十一月五日",
        "二〇二一班",
    ),
    (
        "day",
        DIGIT,
        rf"[0-9]?月[0-9]{{1,2}}日(?:{DASH}(?:[0-9]{{1,2}}月)?[0-9]{{1,2}}日)?",
        "6月26日",
        "26日均",
    ),
    (
        "month",
        DIGIT,
        rf"[0-9]?(?:{DASH}[0-9]{{1,2}})?月(?!均|人均|工资|薪|报|度|刊){MONTH_TAIL}",
        "截至9月底",
        "9月均",
    ),
    (
        "relative",
        OTHER,
        rf"(?:(?<=[今去])年|(?<=明)(?<![说声证表注阐]明)年(?!确)|(?<=前)(?<![学目以之提此]前)年(?!限)|(?<=本)(?<![成基根样版]本)年(?!级|龄)"
        rf"|(?<=上)(?<!以上)(?:一年|年)(?!龄|级|纪|份)|(?<=下)(?:一年度?|年度)(?!龄|级)|(?<=当)(?<!相当)年(?!地)|(?<=同)(?<!合同)年(?!级|龄|代)"
        rf"|(?<=[翌次])(?<![一二两三四五六七八九十0-9每多首历]次)年(?!度))度?(?:{MONTH}|(?:{PART_OF_YEAR})|{YEAR_TAIL})",
        "去年同期",
        "以上年龄",
    ),
    (
        "part",
        OTHER,
        r"(?:(?<=[上下])(?<!以[上下])半年|(?<=第)[一二三四1-4]季度|(?<=[一二三四])季度|(?<=前)三季度|(?<=[春秋])季(?:学期)?|(?<=年)(?<![0-9今去前本上当学一二两三四五六七八九十同次]年)[底末]前?(?!步|级|中|高|任|审)|(?<=年)(?<![0-9今去前本上当学一二两三四五六七八九十同次]年)初(?!步|级|中|高|任|审))",
        "上半年",
        "年初步",
    ),
    (
        "chinese_month",
        OTHER,
        r"(?<=[一二三四五六七八九十])(?<![一二三四五六七八九十第].)[一二]?月(?:[一二三四五六七八九十]{1,3}日|份|底|末|初)(?!考)",
        "截至九月底",
        "九月度",
    ),
    (
        "school_part",
        OTHER,
        r"(?:(?<=[本上下])(?<!以[上下])学年度?|(?<=[本上下])(?<!以[上下])学期)",
        "本学年",
        "上学期间",
    ),
    (
        "plan",
        OTHER,
        r"(?:(?<=[“\"‘])(?:十[一二三四五六七]?|八|九)五[”\"’]|(?<=十)[一二三四五六七]?五|(?<=[八九])五)(?:规划)?(?:期间|时期|期末|规划期|以来|[末初](?!步|期))",
        "“十四五”期间",
        "“十四五”规划",
    ),
    (
        "stretch",
        OTHER,
        r"(?:(?<=近)(?<![最附临靠贴邻接]近)(?:[一二两三四五六七八九十几]|[0-9]{1,2})?年来?|(?<=过)去(?:[一二两三四五六七八九十几]|[0-9]{1,2})年"
        r"|(?<=未)来(?:[一二两三四五六七八九十几]|[0-9]{1,2})年|(?<=今)后(?:[一二两三四五六七八九十几]|[0-9]{1,2})年"
        r"|(?<=[两三四五六七八九十])年来)",
        "近三年",
        "附近三年",
    ),
    (
        "counted_years",
        DIGIT,
        r"年来",
        "5年来",
        "15年来",
    ),
    (
        "now",
        OTHER,
        r"(?<=目)前(?!沿|瞻|列|提|后)",
        "目前",
        "目标",
    ),
)


def _beginning(head: str) -> str:
    """The pattern of all forms with one beginning, behind their first letter."""
    forms = "|".join(f"(?P<{name}>{pattern})" for name, begins, pattern, _, _ in FORMS if begins == head)
    return f"{head}(?:{forms})"


TIME = re.compile(f"{FIRST}(?:{_beginning(YEAR)}|{_beginning(DIGIT)}|{_beginning(OTHER)})")


class PlanWord(NamedTuple):
    """A five-year plan by its Chinese name."""

    word: str
    number: int


PLANS = tuple(
    PlanWord(word, number)
    for number, word in enumerate(
        ("八五", "九五", "十五", "十一五", "十二五", "十三五", "十四五", "十五五", "十六五"), start=8
    )
)
PLAN_WORD = re.compile(alternatives(tuple(plan.word for plan in PLANS)))
