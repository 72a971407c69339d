"""Reports of any length from the project's own sentences: the sample report and the passages of tests/quality.

Sentences are drawn and joined by chance with a fixed seed, under headings of three levels, with invented names of places
put in for one another: no passage is merely repeated, and the same length and seed give the same text on any machine.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from random import Random

ROOT = Path(__file__).parent.parent
CHARACTERS_A_PAGE = 28 * 22
"""A full page of the official format (GB/T 9704-2012): 22 lines of 28 characters."""

PLACES = ("云州", "松泉", "临江", "清河", "安陵", "青林", "东麓", "白沙", "石桥", "平湖", "长岭", "南屏")
_PLACE = re.compile("云州|松泉|临江|清河|安陵")
_LABEL = re.compile(r"⟦([^⟦⟧|]*)[^⟦⟧]*⟧")
_HEADING = re.compile(r"[一二三四五六七八九十]+、|（[一二三四五六七八九十]+）|附件|#|>|$")
_SENTENCE = re.compile(r"[^。]+。")
NUMERALS = ("一", "二", "三", "四", "五", "六", "七", "八", "九", "十")
CHAPTERS = (
    "落实教育优先发展",
    "各级各类教育发展",
    "教育经费投入与管理",
    "教师队伍建设",
    "规范办学与校园安全",
    "教育公平与保障",
)
SECTIONS = ("健全领导机制", "完善政策措施", "加大投入力度", "补齐条件短板", "提升教育质量", "加强督导问责")


@cache
def sentences() -> tuple[str, ...]:
    """Every whole sentence of the sources once, without headings, marks of the passages and remarks on them."""
    files = [
        ROOT / "examples" / "yunzhou" / "report.txt",
        *sorted((ROOT / "tests" / "quality" / "passages").rglob("*.txt")),
    ]
    lines = (line for file in files for line in file.read_text("utf-8").splitlines())
    plain = (_LABEL.sub(r"\1", line).replace("⏎", "") for line in lines if not _HEADING.match(line))
    return tuple(dict.fromkeys(found for line in plain for found in _SENTENCE.findall(line)))


def report_of(pages: int, seed: int = 1) -> str:
    """A report of about so many pages, a paragraph a line: title, addressee, chapters, signatory and date."""
    chance = Random(seed)
    wanted = pages * CHARACTERS_A_PAGE
    lines = ["云州市人民政府2021年度履行教育职责情况的自评报告", "省人民政府教育督导委员会办公室："]
    size = 0
    for line in _body(chance):
        lines.append(line)
        size += len(line) + 1
        if size >= wanted:
            break
    return "\n".join([*lines, "云州市人民政府", "2022年3月18日"]) + "\n"


def _body(chance: Random) -> Iterator[str]:
    """Chapters without end, each with sections of some paragraphs."""
    chapter = 0
    while True:
        yield f"{NUMERALS[chapter % 10]}、{CHAPTERS[chapter % len(CHAPTERS)]}"
        for number, section in enumerate(SECTIONS):
            yield f"（{NUMERALS[number]}）{section}"
            for _ in range(chance.randint(1, 3)):
                yield "".join(_placed(each, chance) for each in chance.choices(sentences(), k=chance.randint(2, 5)))
        chapter += 1


def _placed(sentence: str, chance: Random) -> str:
    """A sentence with other names for its places; the report's own name stays now and then."""
    return _PLACE.sub(lambda _: chance.choice(PLACES), sentence)
