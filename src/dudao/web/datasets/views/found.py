"""What every view of data begins with: the round, the body and the table that somebody may see, and answers as JSON."""

from __future__ import annotations

import json
from functools import wraps
from typing import Any

from django.http import Http404, HttpResponse, JsonResponse
from django.utils.translation import gettext as _

from dudao.web.datasets.desks import Desk, desk_of
from dudao.web.datasets.parts import split_address
from dudao.web.datasets.tables import AskedTable, table_asked
from dudao.web.pages.requests import PersonRequest, View
from dudao.web.policies import Refused
from dudao.web.rounds.models import RoundBody
from dudao.web.rounds.queries import evaluated_for, round_for


def evaluated_of(request: PersonRequest, address: str, code: str) -> RoundBody:
    """An evaluated body that somebody may see."""
    found = round_for(request.acting, address)
    evaluated = evaluated_for(request.acting, found, code) if found is not None else None
    if evaluated is None:
        raise Http404
    return evaluated


def table_of(evaluated: RoundBody, table: str) -> AskedTable:
    """A table that the round asks of the body; of an address of a part, the whole table."""
    asked = table_asked(evaluated, split_address(table)[0])
    if asked is None:
        raise Http404
    return asked


def desk_at(request: PersonRequest, address: str, code: str, table: str) -> Desk:
    """The desk of a table that somebody may see."""
    evaluated = evaluated_of(request, address, code)
    return desk_of(evaluated, table_of(evaluated, table))


class OtherPersonError(Exception):
    """What was typed by one person is sent while another is logged in at the same browser."""


def as_json(view: View) -> View:
    """A view for scripts: a refusal, a page that is not there and a visitor get an answer that a script can read."""

    @wraps(view)
    def respond(request: PersonRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if not request.acting.is_known:
            return JsonResponse({"refused": _("请先登录。")}, status=401)
        try:
            return view(request, *args, **kwargs)
        except OtherPersonError:
            return JsonResponse({"refused": _("现在登录的是另一个人。")}, status=409)
        except Refused as refused:
            return JsonResponse({"refused": str(refused.reason)}, status=403)

    return respond


def sent_of(request: PersonRequest) -> dict[str, Any]:
    """What a script sent: a JSON body, or a form whose `payload` is JSON (what a page sends while it is being closed).

    Raises:
        Refused: what cannot be read. OtherPersonError: it names a person (`person`) who is not the one logged in.
    """
    text = request.POST.get("payload") if request.content_type != "application/json" else request.body
    try:
        found = json.loads(text or "{}")
    except (ValueError, RecursionError):
        found = None
    if not isinstance(found, dict):
        raise Refused(_("没有读懂发来的内容。"))
    if found.get("person", str(request.acting.person_id)) != str(request.acting.person_id):
        raise OtherPersonError
    return found


def text_in(found: dict[str, Any], name: str) -> str:
    """A text that was sent; "" for what is none."""
    value = found.get(name)
    return value if isinstance(value, str) else ""
