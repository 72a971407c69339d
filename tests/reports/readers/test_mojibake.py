"""Mojibake is found where it stands, ordinary text is left alone, and a text that is nothing else is refused."""

import re

import pytest

from dudao.reports.model import Block, BlockKind, Source
from dudao.reports.readers.mojibake import PATTERNS, find_mojibake, mark_mojibake
from dudao.values.errors import UnreadableError
from dudao.values.spans import Place

PASSAGE = "全市教育经费投入持续增长，学校办学条件明显改善。"
ORDINARY = (
    "2021年，全市教育经费投入64.69亿元，较上年增长1.81%；××××市、····○○、25°C、±3％，《云教督办〔2021〕6号》Ⅲ级①②③㎡—…",
    "“县管校聘”改革；‘三区’；π≈3.14；α、β；§3；©云州市；café、naïve、Ärzte、Straße、señor、über、façade",
    "濠江镇、浜河路小学、鍾、涓流、銀、錦、鍵、鎮：浙江鎮海；涓涓细流；宋韵文化；骞、瀚、濂溪、澧县、鄠邑区、儋州",
    "烫伤、屯堡、驻屯；斤两；拷贝；锟铻；鈥、锛 之外的字",
    "①€100，£20，¥30；³²¹；½；×÷±·§¶°",
    "臺灣、縣、鄉鎮、幼兒園、經費、學校、較上年增長；國務院辦公廳；發展與改革",
)


@pytest.mark.parametrize("pattern", PATTERNS, ids=[each.name for each in PATTERNS])
def test_each_sign_finds_its_example_and_not_what_looks_like_it(pattern) -> None:
    assert re.search(pattern.pattern, pattern.example)
    assert not re.search(pattern.pattern, pattern.look_alike)


@pytest.mark.parametrize("text", [text for text in ORDINARY if "鈥" not in text])
def test_ordinary_text_is_left_alone(text: str) -> None:
    assert find_mojibake(text) == []


@pytest.mark.parametrize(
    ("wrong", "least"),
    [
        (lambda text: text.encode().decode("gbk", "replace"), 0.8),
        (lambda text: text.encode().decode("latin-1"), 0.9),
        (lambda text: text.encode().decode("cp1252", "replace"), 0.6),
        (lambda text: text.encode("gbk").decode("latin-1"), 0.9),
        (lambda text: text.encode("gbk").decode("utf-8", "replace"), 0.5),
        (lambda text: "\ufffd" * len(text), 1.0),
        (lambda text: text.encode("gbk").decode("utf-8", "replace").encode().decode("gbk", "replace"), 0.5),
    ],
    ids=[
        "utf8-as-gbk",
        "utf8-as-latin1",
        "utf8-as-cp1252",
        "gbk-as-latin1",
        "gbk-as-utf8",
        "replaced",
        "replaced-as-gbk",
    ],
)
def test_each_way_of_spoiling_a_passage_is_found_and_nothing_around_it(wrong, least: float) -> None:
    spoilt = wrong(PASSAGE)
    text = f"前文正常，共有12所。{spoilt}后文正常。"
    start, end = text.index(spoilt), text.index(spoilt) + len(spoilt)
    spans = find_mojibake(text)
    assert all(start <= at and to <= end for at, to in spans)
    assert sum(to - at for at, to in spans) >= least * len(spoilt)


def test_two_characters_are_enough() -> None:
    text = "联系电话" + "教育".encode().decode("gbk") + "局"
    assert [text[at:to] for at, to in find_mojibake(text)] == ["鏁欒偛"]


def source_of(*lines: str) -> Source:
    return Source(
        kind="text",
        blocks=tuple(Block(BlockKind.LINE, line, Place(paragraph=at)) for at, line in enumerate(lines, 1)),
    )


def test_mojibake_is_reported_with_its_place_and_is_no_text_any_more() -> None:
    spoilt = "经费".encode().decode("gbk")
    marked = mark_mojibake(source_of("全市共有学校12所，" + "情况良好" * 9, f"投入教育{spoilt}3亿元。", "完"))
    (problem,) = marked.problems
    assert (problem.code, problem.place.paragraph, problem.quote) == ("mojibake", 2, spoilt)
    assert marked.blocks[1].text == "投入教育" + "\ufffd" * len(spoilt) + "3亿元。"
    assert [len(block.text) for block in marked.blocks][::2] == [46, 1]


def test_a_source_without_mojibake_is_the_same_object() -> None:
    source = source_of(*ORDINARY[:3])
    assert mark_mojibake(source) is source


def test_a_thousand_places_are_counted_and_a_hundred_named() -> None:
    lines = [f"第{at}行：全市教育情况良好，经费投入持续增长\ufffd" for at in range(1000)]
    marked = mark_mojibake(source_of(*lines))
    assert len(marked.problems) == 100
    assert marked.problems[-1].params == {"more": 900}


def test_a_text_that_is_mostly_mojibake_is_refused_with_what_to_do() -> None:
    with pytest.raises(UnreadableError) as caught:
        mark_mojibake(source_of(PASSAGE.encode().decode("gbk", "replace") * 5))
    assert "乱码" in caught.value.zh
    assert "UTF-8" in caught.value.zh
