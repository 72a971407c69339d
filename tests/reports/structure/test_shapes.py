"""Texts in many shapes, as offices and websites print them, with the outline each must give."""

from __future__ import annotations

from pathlib import Path

import pytest

from dudao.reports.structure.build import build_reports, source_from_lines
from tests.reports.structure.rendering import Shape, render_outline, shapes_of
from tests.reports.structure.ways_back import assert_every_character_comes_from_its_place

SHAPES = [
    shape for document in sorted((Path(__file__).parent / "shapes").glob("*.md")) for shape in shapes_of(document)
]


@pytest.mark.parametrize("shape", SHAPES, ids=lambda shape: shape.name)
def test_the_outline_is_as_expected(shape: Shape) -> None:
    reports = build_reports(source_from_lines(shape.source.split("\n")))
    assert render_outline(reports) == shape.outline
    if shape.text is not None:
        assert "\n=====\n".join(report.text for report in reports) == shape.text
    for report in reports:
        assert_every_character_comes_from_its_place(report)
