"""The interface for programs: its title, its way in, what it has for the apps below."""

from __future__ import annotations

import json
from typing import Any

from django.http import HttpRequest
from ninja import NinjaAPI, Schema
from ninja.renderers import JSONRenderer

from dudao.web.api import data, evidence, ledger, rounds
from dudao.web.api.errors import Problem, say_no_alike
from dudao.web.api.keys import Key, Pace, Utf8Json
from dudao.web.pages.requests import PersonRequest

WAYS_TO_FAIL = {
    "400": "内容无法读取",
    "401": "没有有效的密钥",
    "403": "不允许，附原因",
    "404": "没有找到",
    "422": "需要改正",
    "429": "过于频繁",
}


class Readable(JSONRenderer):
    """Chinese as Chinese."""

    def render(self, request: HttpRequest, data: Any, *, response_status: int) -> str:
        """The text of an answer."""
        return json.dumps(data, cls=self.encoder_class, ensure_ascii=False)


class Interface(NinjaAPI):
    """The interface, whose description names the one shape of all problems."""

    def get_openapi_schema(self, **options: Any) -> Any:
        """The description, with what every operation may answer instead."""
        schema = super().get_openapi_schema(**options)
        schema["components"]["schemas"]["Problem"] = Problem.model_json_schema(
            ref_template="#/components/schemas/{model}"
        )
        schema["components"]["schemas"] |= schema["components"]["schemas"]["Problem"].pop("$defs", {})
        told = {"application/json": {"schema": {"$ref": "#/components/schemas/Problem"}}}
        for operations in schema["paths"].values():
            for operation in operations.values():
                for status, words in WAYS_TO_FAIL.items():
                    operation["responses"].setdefault(status, {"description": words, "content": told})
        return schema


class Me(Schema):
    """Who acts with a key."""

    name: str
    role: str
    body_code: str
    body_name: str


api = Interface(
    title="督导 / Dudao",
    version="1",
    description="程序接口，与网页同样的权限、操作和检查。 / For programs: the rights, actions and checks of the pages.",
    urls_namespace="api:v1",
    docs_url=None,
    auth=Key(),
    throttle=[Pace()],
    parser=Utf8Json(),
    renderer=Readable(),
)
say_no_alike(api)
api.add_router("/ledger", ledger.router)
for _part in (rounds, data, evidence):
    api.add_router("/rounds", _part.router)


@api.get("/me", response=Me, url_name="me", summary="密钥对应的人员和岗位 / who acts", tags=["me"])
def me(request: PersonRequest) -> Me:
    """The person and post of the key."""
    acting = request.acting
    return Me(name=acting.name, role=acting.role.value, body_code=acting.body_code, body_name=acting.body_name)
