"""What every page of submissions does first: find the thing for this person, carry an action out, answer with a file."""

from __future__ import annotations

from collections.abc import Iterator
from urllib.parse import quote

from django.db.models.fields.files import FieldFile
from django.http import Http404, HttpResponse, HttpResponseBase, StreamingHttpResponse
from django.utils.translation import gettext as _

from dudao.web.pages.requests import PersonRequest
from dudao.web.rounds.models import Round, RoundBody
from dudao.web.rounds.queries import evaluated_for, round_for
from dudao.web.submissions.models import Submission
from dudao.web.submissions.queries import submission_for

PIECE = 256 * 1024
INERT = "default-src 'none'; sandbox"
"""Whatever a browser makes of a file, nothing in it runs and nothing is fetched."""


def submission_of(request: PersonRequest, address: str) -> Submission:
    """A submission that the person may know of; no such page else."""
    found = submission_for(request.acting, address)
    if found is None:
        raise Http404
    return found


def evaluated_of(request: PersonRequest, round_address: str, code: str) -> tuple[Round, RoundBody]:
    """An evaluated body that the person may see; no such page else."""
    found = round_for(request.acting, round_address)
    evaluated = evaluated_for(request.acting, found, code) if found else None
    if found is None or evaluated is None:
        raise Http404
    return found, evaluated


def reason_in(request: PersonRequest) -> str:
    """The reason that was typed."""
    return request.POST.get("reason", "").strip()


def stored_answer(file: FieldFile, name: str, media_type: str, *, is_shown: bool = False) -> HttpResponseBase:
    """A kept file, handed out in pieces: to be saved, or shown where it is a picture made here."""
    answer = StreamingHttpResponse(_pieces(file), content_type=media_type)
    answer["Content-Length"] = str(file.size)
    return _named(answer, name, is_shown=is_shown)


def made_answer(content: bytes, name: str, media_type: str) -> HttpResponseBase:
    """A file that was made for this answer."""
    return _named(HttpResponse(content, content_type=media_type), name, is_shown=False)


def _pieces(file: FieldFile) -> Iterator[bytes]:
    with file.storage.open(file.name or "") as opened:
        yield from opened.chunks(PIECE)


def _named(answer: HttpResponseBase, name: str, *, is_shown: bool) -> HttpResponseBase:
    way = "inline" if is_shown else "attachment"
    answer["Content-Disposition"] = f"{way}; filename*=UTF-8''{quote(name)}"
    answer["X-Content-Type-Options"] = "nosniff"
    answer["Content-Security-Policy"] = INERT
    return answer


def no_file() -> Http404:
    """The file is not there."""
    return Http404(_("文件不在"))
