"""Files themselves: handed out to be kept, never to be run; pictures of their pages, which we drew ourselves."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from urllib.parse import quote

from django.http import Http404, HttpResponse, HttpResponseBase, StreamingHttpResponse
from django.views.decorators.http import require_GET

from dudao.web.evidence import policy
from dudao.web.evidence.storage import path_of, pictures_of
from dudao.web.evidence.views.finding import catalogue_or_404, entry_or_404
from dudao.web.pages.requests import PersonRequest, known_only
from dudao.web.rounds.models import RoundBody

PART_BYTES = 256 * 1024
INERT = "default-src 'none'; sandbox"
"""Whatever a browser makes of an answer, nothing in it runs and nothing is fetched."""


@require_GET
@known_only
def file_download(request: PersonRequest, address: str, code: str, entry: str, version: int) -> HttpResponseBase:
    """A file as it was handed in, as an attachment of no type."""
    evaluated = catalogue_or_404(request, address, code)
    found = entry_or_404(evaluated, entry)
    _require_open(request, evaluated, entry)
    kept = found.versions.select_related("file").filter(number=version).first()
    if kept is None or not path_of(kept.file_id).is_file():
        raise Http404
    answer = StreamingHttpResponse(_parts(path_of(kept.file_id)), content_type="application/octet-stream")
    name = quote(f"{found.number} {kept.name}", safe="")
    answer["Content-Disposition"] = f"attachment; filename=\"evidence\"; filename*=UTF-8''{name}"
    answer["Content-Length"] = str(kept.file.size)
    _make_inert(answer)
    return answer


def _parts(path: Path) -> Iterator[bytes]:
    with path.open("rb") as file:
        while part := file.read(PART_BYTES):
            yield part


@require_GET
@known_only
def page_picture(request: PersonRequest, address: str, code: str, entry: str, number: int) -> HttpResponseBase:
    """The picture of a page."""
    evaluated = catalogue_or_404(request, address, code)
    found = entry_or_404(evaluated, entry)
    _require_open(request, evaluated, entry)
    picture = pictures_of(str(found.file_id)) / f"{number}.webp"
    if found.file is None or not picture.is_file():
        raise Http404
    answer = HttpResponse(picture.read_bytes(), content_type="image/webp")
    _make_inert(answer)
    return answer


def _require_open(request: PersonRequest, evaluated: RoundBody, entry: str) -> None:
    own = policy.own_points(request.acting, evaluated)
    policy.may_open_file(request.acting, entry_or_404(evaluated, entry), own=own).require()


def _make_inert(answer: HttpResponseBase) -> None:
    answer["Content-Security-Policy"] = INERT
    answer["X-Content-Type-Options"] = "nosniff"
    answer["Cross-Origin-Resource-Policy"] = "same-origin"
