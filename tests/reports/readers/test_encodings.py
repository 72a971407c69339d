"""The encoding of a Chinese text is found from its bytes, also when it is a few characters."""

import random

import pytest

from dudao.reports.readers.encodings import decode
from dudao.values.errors import UnreadableError

SIMPLIFIED = (
    "教育",
    "督导评估",
    "第三章 经费",
    "一、基本情况\n",
    "截至2021年底，全市共有幼儿园101所。\r\n",
    "XX市人民政府关于履行教育职责的自评报告",
    "张某某到××中学调研；“双减”落实率100％。",
)
TRADITIONAL = ("教育經費", "截至2021年底，全縣共有幼兒園101所，較上年增長3.2％。\n一、基本情況\n", "督導評估辦法")
CODECS = ("utf-8", "utf-8-sig", "gb18030", "utf-16", "utf-16-le", "utf-16-be")


@pytest.mark.parametrize("text", SIMPLIFIED)
@pytest.mark.parametrize("codec", CODECS)
def test_simplified_text_is_read_in_every_encoding(text: str, codec: str) -> None:
    if codec in ("utf-16-le", "utf-16-be") and text.isalpha():
        pytest.skip("a few ideographs in UTF-16 without a mark or a line end could be anything")
    assert decode(text.encode(codec)).text.lstrip("\ufeff") == text


@pytest.mark.parametrize("text", TRADITIONAL)
@pytest.mark.parametrize("codec", ["utf-8", "big5", "gb18030"])
def test_traditional_text_is_read_in_big5_and_others(text: str, codec: str) -> None:
    assert decode(text.encode(codec)).text == text


@pytest.mark.parametrize(
    ("codec", "shown"),
    [
        ("utf-8", "utf-8"),
        ("utf-8-sig", "utf-8-sig"),
        ("gbk", "gb18030"),
        ("utf-16", "utf-16-le"),
        ("utf-16-be", "utf-16-be"),
    ],
)
def test_the_encoding_is_recorded(codec: str, shown: str) -> None:
    assert decode(SIMPLIFIED[4].encode(codec)).encoding == shown


def test_big5_is_recorded_by_its_plain_name() -> None:
    assert decode(TRADITIONAL[1].encode("big5")).encoding == "big5"


@pytest.mark.parametrize("codec", ["utf-8", "gb18030"])
def test_a_cut_or_spoilt_byte_does_not_change_the_encoding(codec: str) -> None:
    content = (SIMPLIFIED[4] * 20).encode(codec)
    spoilt = content[:-4]
    assert decode(spoilt).text.startswith(SIMPLIFIED[4])
    middle = content[:200] + b"\xff" + content[200:]
    decoded = decode(middle)
    assert decoded.encoding == codec
    assert "\ufffd" in decoded.text


def test_a_long_beginning_of_ascii_does_not_hide_the_encoding() -> None:
    content = b"x = 1;\n" * 20_000 + SIMPLIFIED[4].encode("gb18030")
    assert decode(content).text.endswith(SIMPLIFIED[4])


@pytest.mark.parametrize("codec", ["utf-8", "gb18030"])
def test_a_wrong_declaration_loses_to_the_bytes(codec: str) -> None:
    for declared in ("gb2312", "utf-8", "big5", "iso-8859-1", "no-such-thing"):
        assert decode((SIMPLIFIED[4] * 3).encode(codec), declared=declared).text == SIMPLIFIED[4] * 3


@pytest.mark.parametrize(
    "content",
    [b"\x00" * 500, bytes(range(256)) * 20, b"\x89PNG\r\n\x1a\n" + bytes(300), random.Random(7).randbytes(5000)],
)
def test_noise_is_refused(content: bytes) -> None:
    with pytest.raises(UnreadableError):
        decode(content)


def test_random_bytes_are_hardly_ever_taken_for_text() -> None:
    source = random.Random(11)
    taken = 0
    for _ in range(200):
        try:
            decode(source.randbytes(source.randrange(40, 400)))
            taken += 1
        except UnreadableError:
            pass
    assert taken == 0
