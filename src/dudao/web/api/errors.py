"""How the interface says no: one shape for every refusal and fault, with the words that pages show."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from django.core.exceptions import RequestDataTooBig
from django.forms import BaseForm
from django.http import Http404, HttpRequest, HttpResponse
from django.utils.translation import gettext as _
from ninja import NinjaAPI, Schema
from ninja.errors import AuthenticationError, HttpError, Throttled, ValidationError
from pydantic import Field

from dudao.web.policies import Refused, Words

CODES: Mapping[int, str] = {
    400: "unreadable",
    401: "not-known",
    403: "refused",
    404: "not-found",
    413: "too-large",
    422: "invalid",
    429: "too-many",
}


class Fault(Schema):
    """One thing to mend."""

    place: str = Field(description="field of the request, or row and column of a table")
    words: str = Field(description="what is wrong and what to do")


class Problem(Schema):
    """Why a request was not carried out; nothing was changed."""

    code: str = Field(description="|".join(CODES.values()))
    words: str = Field(description="the reason, one plain sentence, as pages show it")
    faults: list[Fault] = Field(default=[], description="each thing to mend, for 422")


class Invalid(Exception):
    """What was sent does not pass the checks that the page makes too."""

    def __init__(self, faults: Sequence[tuple[str, Words]]) -> None:
        super().__init__(faults)
        self.faults = faults


def require_valid(form: BaseForm) -> dict[str, Any]:
    """What a form of the pages makes of what was sent; stops with its faults."""
    if form.is_valid():
        return form.cleaned_data
    raise Invalid([(name, str(words)) for name, told in form.errors.items() for words in told])


def say_no_alike(api: NinjaAPI) -> None:
    """Let every exception of the interface be told in the one shape."""

    def answer(
        request: HttpRequest, status: int, words: Words, faults: Sequence[tuple[str, Words]] = ()
    ) -> HttpResponse:
        told = [Fault(place=place, words=str(each)) for place, each in faults]
        problem = Problem(code=CODES[status], words=str(words), faults=told)
        return api.create_response(request, problem.model_dump(), status=status)

    def unknown(request: HttpRequest, error: Exception) -> HttpResponse:
        found = answer(request, 401, _("没有接口密钥，或密钥已失效。"))
        found["WWW-Authenticate"] = "Bearer"
        return found

    handlers: dict[type[Exception], Any] = {
        Refused: lambda request, error: answer(request, 403, error.reason),
        Invalid: lambda request, error: answer(request, 422, _("有内容需要改正。"), error.faults),
        ValidationError: lambda request, error: answer(request, 422, _("有内容需要改正。"), _faults_of(error)),
        Http404: lambda request, error: answer(request, 404, _("没有找到，或您无权查看。")),
        Throttled: lambda request, error: answer(request, 429, _("请求过于频繁，请稍后再试。")),
        RequestDataTooBig: lambda request, error: answer(request, 413, _("内容太大，请分批发送。")),
        HttpError: lambda request, error: answer(request, 400, _("内容无法读取：应为 UTF-8 编码的 JSON。")),
        AuthenticationError: unknown,
    }
    for kind, handler in handlers.items():
        api.add_exception_handler(kind, handler)


def _faults_of(error: ValidationError) -> list[tuple[str, Words]]:
    return [(".".join(str(part) for part in each["loc"]), _words_of(each)) for each in error.errors]


def _words_of(fault: Mapping[str, Any]) -> str:
    kind = str(fault["type"])
    if kind == "missing":
        return _("必须填写。")
    if kind == "extra_forbidden":
        return _("没有这一项。")
    for part, words in (
        ("date", _("应为日期，如 2026-03-01。")),
        ("decimal", _("应为数字。")),
        ("int", _("应为整数。")),
        ("bool", _("应为 true 或 false。")),
        ("string", _("应为文字。")),
    ):
        if kind.startswith(part):
            return words
    limits = fault.get("ctx", {})
    for name, words in (("le", _("最大 %(limit)s。")), ("ge", _("最小 %(limit)s。"))):
        if name in limits:
            return words % {"limit": limits[name]}
    return _("不合要求。")
