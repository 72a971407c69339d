"""Page images to lines by OCR (rapidocr with its own small models, offline). Runs in a limited process only."""

from __future__ import annotations

import importlib
import os
from collections.abc import Iterator
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import numpy
import pypdfium2
from PIL import Image, ImageOps

from dudao.reports.model import Block, BlockKind, Box, ReadingProblem, Source
from dudao.reports.readers.limits import in_force
from dudao.reports.readers.pdf_geometry import Area, PrintedLine
from dudao.reports.readers.pdf_order import in_reading_order
from dudao.values.errors import UnreadableError
from dudao.values.spans import Place

DOTS_AN_INCH = 200
POINTS_AN_INCH = 72
LONGEST_SIDE = 3600  # pixels; a larger page is read no better
LEAST_SURE = 0.6

# One thread was faster than two on two cores, and leaves the other to the rest of the machine.
_SETTINGS = {
    "Global.log_level": "error",
    "EngineConfig.onnxruntime.intra_op_num_threads": 1,
    "EngineConfig.onnxruntime.inter_op_num_threads": 1,
}


def read_pdf_pages(path: Path, *pages: int) -> Source:
    """The lines on some pages of a PDF, as its pictures show them; boxes in points."""
    document = pypdfium2.PdfDocument(path)
    try:
        images = ((number, _rendered(document[number - 1])) for number in pages)
        return _read(images, "pdf", len(document))
    finally:
        document.close()


def read_picture(path: Path, *pages: int) -> Source:
    """The lines of a picture, or of those of its pages that it has; boxes in points at 200 dots an inch."""
    try:
        with Image.open(path) as picture:
            count = getattr(picture, "n_frames", 1)
            images = ((number, _frame(picture, number)) for number in pages if number <= count)
            return _read(images, "image", count)
    except UnreadableError:
        raise
    except (OSError, SyntaxError, ValueError, Image.DecompressionBombError) as error:
        raise UnreadableError(
            "图片已损坏或格式不受支持；请重新扫描，或另存为 PNG、JPG 后再试",
            "the picture is damaged or of an unknown kind; scan it again or save it as PNG or JPG",
        ) from error


def _rendered(page: Any) -> Any:
    scale = min(DOTS_AN_INCH / POINTS_AN_INCH, LONGEST_SIDE / max(*page.get_size(), 1))
    return page.render(scale=scale).to_numpy()[:, :, :3], 1 / scale


def _frame(picture: Any, number: int) -> Any:
    _require_pixels(picture.size)
    picture.seek(number - 1)
    upright = ImageOps.exif_transpose(picture).convert("RGB")
    upright.thumbnail((LONGEST_SIDE, LONGEST_SIDE))
    return numpy.asarray(upright)[:, :, ::-1], POINTS_AN_INCH / DOTS_AN_INCH


def _require_pixels(size: tuple[int, int]) -> None:
    limit = in_force().pixels
    if size[0] * size[1] > limit:
        raise UnreadableError(
            f"图片有 {size[0]}×{size[1]} 像素，超过上限；请缩小后再试",
            f"the picture has {size[0]}×{size[1]} pixels, over the limit; shrink it and retry",
        )


def _read(images: Iterator[tuple[int, Any]], kind: str, pages: int) -> Source:
    engine = _engine()
    blocks: list[Block] = []
    problems: list[ReadingProblem] = []
    for number, (pixels, scale) in images:
        lines = _lines(engine(pixels), scale)
        height, width = pixels.shape[:2]
        ordered = in_reading_order([line for line, _ in lines])
        for at, line in enumerate(ordered, 1):
            box = _box(line.area, width * scale, height * scale)
            blocks.append(Block(BlockKind.LINE, line.text, Place(page=number, paragraph=at), box=box))
        problems += _doubts(lines, ordered, number)
    return Source(kind=kind, blocks=tuple(blocks), pages=pages, problems=tuple(problems))


def _engine() -> Any:
    """The engine. onnxruntime is imported here and not above, because it leaves a file of its session in the temporary
    folder as it is imported: it gets a folder of its own, which goes again. It is told to report nothing to its makers.
    """
    usual = os.environ.get("TMPDIR")
    with TemporaryDirectory() as folder:
        os.environ["TMPDIR"] = folder
        try:
            importlib.import_module("onnxruntime").disable_telemetry_events()
            return importlib.import_module("rapidocr").RapidOCR(params=_SETTINGS)
        finally:
            if usual is None:
                del os.environ["TMPDIR"]
            else:
                os.environ["TMPDIR"] = usual


def _box(area: Area, page_width: float, page_height: float) -> Box:
    left, top, right, bottom = (round(value, 1) for value in (area.left, area.top, area.right, area.bottom))
    return Box(left, top, right, bottom, round(page_width, 1), round(page_height, 1))


def _lines(result: Any, scale: float) -> list[tuple[PrintedLine, float]]:
    """Lines with how sure the engine is of each, 0 to 1."""
    if result.boxes is None or result.txts is None:
        return []
    found = []
    for corners, text, score in zip(result.boxes, result.txts, result.scores, strict=True):
        xs, ys = [float(corner[0]) for corner in corners], [float(corner[1]) for corner in corners]
        area = Area(min(xs) * scale, min(ys) * scale, max(xs) * scale, max(ys) * scale)
        found.append((PrintedLine(str(text), area), float(score)))
    return found


def _doubts(lines: list[tuple[PrintedLine, float]], ordered: list[PrintedLine], page: int) -> Iterator[ReadingProblem]:
    """One for each line the engine is not sure of, at the line of the page it became part of."""
    for line, score in lines:
        if score >= LEAST_SURE:
            continue
        area = line.area
        at = next((at for at, whole in enumerate(ordered, 1) if whole.area.holds(area.centre, area.middle)), None)
        yield ReadingProblem("low_confidence", Place(page=page, paragraph=at), line.text, {"score": round(score, 2)})
