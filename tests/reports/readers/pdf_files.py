"""PDF files written by hand for the tests: no font file is needed, and each mark on a page is where the test says.

The font is one of the predefined Chinese fonts (STSong-Light with the encoding UniGB-UCS2-H), so text is UCS-2 and its
characters are known without a table in the file.
"""

from __future__ import annotations

import zlib
from dataclasses import dataclass, field

A4 = (595.0, 842.0)

FONT = (
    "<< /Type /Font /Subtype /Type0 /BaseFont /STSong-Light /Encoding /{encoding} /DescendantFonts [ {child} 0 R ] >>"
)
CHILD = (
    "<< /Type /Font /Subtype /CIDFontType0 /BaseFont /STSong-Light /CIDSystemInfo << /Registry (Adobe) /Ordering ({ordering}) "
    "/Supplement 2 >> /DW 1000 /W [1 95 500] /FontDescriptor {descriptor} 0 R >>"
)
DESCRIPTOR = (
    "<< /Type /FontDescriptor /FontName /STSong-Light /Flags 6 /FontBBox [-25 -254 1000 880] /ItalicAngle 0 /Ascent 880 "
    "/Descent -120 /CapHeight 880 /StemV 93 >>"
)


@dataclass
class PdfPage:
    """What is drawn on a page; places in points from the left and the top of the page before it is turned."""

    size: tuple[float, float] = A4
    turned: int = 0
    drawn: list[str] = field(default_factory=list)
    picture: tuple[int, int] | None = None

    def text(self, x: float, y: float, text: str, *, size: float = 16, mode: int = 0, grey: float = 0.0) -> PdfPage:
        """A line with its base at `y`; `mode` 3 draws no ink, `grey` 1 draws in white."""
        code = text.encode("utf-16-be").hex()
        self.drawn.append(f"BT {grey} g {mode} Tr /F1 {size} Tf 1 0 0 1 {x} {self.size[1] - y} Tm <{code}> Tj ET")
        return self

    def sideways(self, x: float, y: float, text: str, *, size: float = 16) -> PdfPage:
        """A line that runs down the page."""
        code = text.encode("utf-16-be").hex()
        self.drawn.append(f"BT 0 g 0 Tr /F1 {size} Tf 0 -1 1 0 {x} {self.size[1] - y} Tm <{code}> Tj ET")
        return self

    def slanted(self, x: float, y: float, text: str, *, size: float = 40) -> PdfPage:
        """A line at 45 degrees, as a watermark is."""
        code = text.encode("utf-16-be").hex()
        self.drawn.append(f"BT 0.8 g 0 Tr /F1 {size} Tf 0.7 0.7 -0.7 0.7 {x} {self.size[1] - y} Tm <{code}> Tj ET")
        return self

    def raw(self, operators: str) -> PdfPage:
        self.drawn.append(operators)
        return self

    def line(self, x0: float, y0: float, x1: float, y1: float) -> PdfPage:
        height = self.size[1]
        self.drawn.append(f"0 G 0.5 w {x0} {height - y0} m {x1} {height - y1} l S")
        return self

    def bar(self, left: float, top: float, right: float, bottom: float, *, grey: float) -> PdfPage:
        """A filled rectangle."""
        self.drawn.append(f"{grey} g {left} {self.size[1] - bottom} {right - left} {bottom - top} re f")
        return self

    def grid(self, xs: list[float], ys: list[float]) -> PdfPage:
        """All lines of a table between its outer ones."""
        for y in ys:
            self.line(xs[0], y, xs[-1], y)
        for x in xs:
            self.line(x, ys[0], x, ys[-1])
        return self

    def image(self) -> PdfPage:
        """A grey picture over the whole page, as a scan is."""
        self.picture = (8, 8)
        width, height = self.size
        self.drawn.append(f"q {width} 0 0 {height} 0 0 cm /Im1 Do Q")
        return self


def pdf_bytes(*pages: PdfPage, encoding: str = "UniGB-UCS2-H", ordering: str = "GB1", compress: bool = True) -> bytes:
    """A whole PDF file."""
    objects: list[bytes] = [b"", b""]  # catalogue and page tree, written last
    font = _add(objects, FONT.format(encoding=encoding, child=len(objects) + 2))
    _add(objects, CHILD.format(ordering=ordering, descriptor=len(objects) + 2))
    _add(objects, DESCRIPTOR)
    picture = _add_stream(
        objects,
        bytes([200] * 64),
        "/Type /XObject /Subtype /Image /Width 8 /Height 8 /ColorSpace /DeviceGray /BitsPerComponent 8",
        compress=compress,
    )
    kids = []
    for page in pages:
        content = _add_stream(objects, "\n".join(page.drawn).encode("ascii"), "", compress=compress)
        kids.append(
            _add(
                objects,
                f"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 {page.size[0]} {page.size[1]}] /Rotate {page.turned} "
                f"/Contents {content} 0 R /Resources << /Font << /F1 {font} 0 R >> /XObject << /Im1 {picture} 0 R >> >> >>",
            )
        )
    objects[0] = b"<< /Type /Catalog /Pages 2 0 R >>"
    objects[1] = f"<< /Type /Pages /Count {len(kids)} /Kids [{' '.join(f'{kid} 0 R' for kid in kids)}] >>".encode()
    return _written(objects)


def _add(objects: list[bytes], body: str) -> int:
    objects.append(body.encode("ascii"))
    return len(objects)


def _add_stream(objects: list[bytes], content: bytes, entries: str, *, compress: bool) -> int:
    packed = zlib.compress(content) if compress else content
    head = f"<< {entries} /Length {len(packed)}{' /Filter /FlateDecode' if compress else ''} >>\nstream\n"
    objects.append(head.encode("ascii") + packed + b"\nendstream")
    return len(objects)


def _written(objects: list[bytes]) -> bytes:
    out, places = bytearray(b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n"), []
    for number, body in enumerate(objects, 1):
        places.append(len(out))
        out += f"{number} 0 obj\n".encode() + body + b"\nendobj\n"
    table = len(out)
    out += f"xref\n0 {len(objects) + 1}\n0000000000 65535 f \n".encode()
    out += b"".join(f"{place:010} 00000 n \n".encode() for place in places)
    out += f"trailer\n<< /Size {len(objects) + 1} /Root 1 0 R >>\nstartxref\n{table}\n%%EOF\n".encode()
    return bytes(out)
