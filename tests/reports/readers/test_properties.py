"""What holds of any input: no character is lost, spans stay inside their text, cells do not overlap, nothing raises."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as some

from dudao.reports.readers.common_characters import COMMON
from dudao.reports.readers.encodings import decode
from dudao.reports.readers.hosting_pages import hosting_facts, is_chrome, is_sharing_page
from dudao.reports.readers.markdown import is_markdown, markdown_blocks, without_marks
from dudao.reports.readers.mojibake import find_mojibake
from dudao.reports.readers.pdf_geometry import Area, PageFrame, PrintedLine
from dudao.reports.readers.pdf_order import in_reading_order
from dudao.reports.readers.pdf_tables import find_grids, find_open_tables, rules_of
from dudao.reports.readers.radicals import with_ordinary_characters
from dudao.values.errors import UnreadableError

GB2312 = "".join(sorted(character for character in COMMON if character.encode("gb2312", "ignore")))
chinese = some.text(alphabet=some.sampled_from(GB2312 + "0123456789.%年月"), min_size=8, max_size=200)
anything = some.text(max_size=300)
places = some.floats(min_value=0, max_value=600, allow_nan=False)
areas = some.builds(
    lambda left, top, width, height: Area(left, top, left + width, top + height),
    places,
    places,
    some.floats(min_value=0, max_value=300),
    some.floats(min_value=0, max_value=40),
)


@given(chinese, some.sampled_from(["utf-8", "gb18030", "utf-16", "utf-8-sig"]))
def test_chinese_text_is_read_back_from_any_encoding(text: str, codec: str) -> None:
    text = "全市教育经费，" + text
    assert decode(text.encode(codec)).text.lstrip("\ufeff") == text


@given(some.binary(max_size=400))
def test_any_bytes_are_text_or_refused(content: bytes) -> None:
    try:
        decoded = decode(content)
    except UnreadableError:
        return
    assert decoded.encoding


@given(anything)
def test_spans_of_mojibake_lie_inside_the_text_in_order(text: str) -> None:
    last = 0
    for start, end in find_mojibake(text):
        assert last <= start < end <= len(text)
        last = end


@given(chinese)
def test_common_text_holds_no_mojibake(text: str) -> None:
    assert find_mojibake(text) == []


@given(anything)
def test_markdown_of_any_text_keeps_its_lines_apart(text: str) -> None:
    is_markdown(text)
    without_marks(text)
    numbers = [block.place.paragraph or 0 for block in markdown_blocks(text)]
    assert numbers == sorted(numbers)


@given(some.lists(anything, max_size=12), some.booleans())
def test_any_lines_have_facts_or_none(lines: list[str], is_sharing: bool) -> None:
    assert isinstance(hosting_facts(lines, is_sharing=is_sharing), dict)
    assert is_sharing_page(lines) in (True, False)
    assert all(is_chrome(line, is_sharing=is_sharing) in (True, False) for line in lines)


@given(anything)
def test_ordinary_characters_are_as_many_as_before(text: str) -> None:
    assert len(with_ordinary_characters(text)) == len(text)


@given(some.lists(some.tuples(some.text(alphabet="教育经费共有学校", min_size=1, max_size=30), areas), max_size=40))
def test_reading_order_loses_no_character(lines: list[tuple[str, Area]]) -> None:
    ordered = in_reading_order([PrintedLine(text, area) for text, area in lines])
    before = sorted("".join(text for text, _ in lines))
    assert sorted("".join(line.text for line in ordered).replace(" ", "")) == before


@settings(max_examples=60)
@given(some.lists(areas, max_size=60), some.lists(areas, max_size=20))
def test_cells_of_any_rules_lie_in_their_grid_and_apart(strokes: list[Area], words: list[Area]) -> None:
    level, upright = rules_of(strokes)
    for grid in [*find_grids(level, upright), *find_open_tables(level, words)]:
        slots = [
            (cell.row + down, cell.column + across)
            for cell in grid.cells
            for down in range(cell.span_rows)
            for across in range(cell.span_columns)
        ]
        assert len(slots) == len(set(slots))
        assert all(grid.area.left - 1 <= cell.area.left < cell.area.right <= grid.area.right + 1 for cell in grid.cells)


@given(places, places, some.integers(min_value=0, max_value=3))
def test_a_point_of_a_page_lies_on_the_page_however_it_is_turned(x: float, y: float, turn: int) -> None:
    frame = PageFrame(0, 0, 600, 600, turn)
    across, down = frame.point(x, y)
    assert 0 <= across <= frame.size[0]
    assert 0 <= down <= frame.size[1]
