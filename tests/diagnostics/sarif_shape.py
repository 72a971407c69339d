"""The shape of a SARIF 2.1.0 log as far as Dudao writes one, as a JSON schema of our own.

Written from the standard's text (OASIS, sections 3.13 to 3.51): required properties, types, allowed values, and no
property but those named. It is narrower than the official schema, so whatever passes here is valid there.
"""

from __future__ import annotations

from typing import Any


def _object(required: str, **properties: Any) -> dict[str, Any]:
    return {
        "type": "object",
        "properties": properties,
        "required": required.split(),
        "additionalProperties": False,
    }


def _list(of: Any, **more: Any) -> dict[str, Any]:
    return {"type": "array", "items": of, **more}


TEXT = {"type": "string", "minLength": 1}
COUNT = {"type": "integer", "minimum": 0}
URI = {"type": "string", "format": "uri-reference"}
MESSAGE = _object("text", text=TEXT)
LEVEL = {"enum": ["none", "note", "warning", "error"]}
REGION = _object(
    "charOffset charLength", charOffset=COUNT, charLength=COUNT, snippet=_object("text", text={"type": "string"})
)
ARTIFACT = _object("uri", uri=URI)
PHYSICAL = _object("artifactLocation", artifactLocation=ARTIFACT, region=REGION, contextRegion=REGION)
LOCATION = _object(
    "physicalLocation",
    id=COUNT,
    physicalLocation=PHYSICAL,
    logicalLocations=_list(_object("fullyQualifiedName", fullyQualifiedName=TEXT)),
    message=MESSAGE,
)
RULE = _object(
    "id",
    id=TEXT,
    name=TEXT,
    shortDescription=MESSAGE,
    fullDescription=MESSAGE,
    defaultConfiguration=_object("level", level=LEVEL),
    properties={"type": "object"},
)
RESULT = {
    **_object(
        "message ruleId",
        ruleId=TEXT,
        ruleIndex=COUNT,
        kind={"enum": ["notApplicable", "pass", "fail", "review", "open", "informational"]},
        level=LEVEL,
        message=MESSAGE,
        locations=_list(LOCATION),
        relatedLocations=_list(LOCATION, uniqueItems=True),
        partialFingerprints={"type": "object", "additionalProperties": {"type": "string"}},
        baselineState={"enum": ["new", "unchanged", "updated", "absent"]},
        suppressions=_list(
            _object(
                "kind",
                kind={"enum": ["inSource", "external"]},
                status={"enum": ["accepted", "underReview", "rejected"]},
                justification=TEXT,
            )
        ),
        properties={"type": "object"},
    ),
    # 3.27.10: where kind is anything but fail, level, if there, is none
    "if": {"properties": {"kind": {"not": {"const": "fail"}}}},
    "then": {"properties": {"level": {"const": "none"}}},
    "else": {"properties": {"level": {"not": {"const": "none"}}}},
}
DRIVER = _object(
    "name",
    name=TEXT,
    fullName=TEXT,
    version=TEXT,
    language={"type": "string", "pattern": "^[a-zA-Z]{2}(-[a-zA-Z]{2})?$"},
    rules=_list(RULE, uniqueItems=True),
)
RUN = _object(
    "tool results",
    tool=_object("driver", driver=DRIVER),
    columnKind={"enum": ["utf16CodeUnits", "unicodeCodePoints"]},
    invocations=_list(_object("executionSuccessful", executionSuccessful={"type": "boolean"})),
    artifacts=_list(_object("location", location=ARTIFACT), uniqueItems=True),
    results=_list(RESULT),
)
LOG = {
    **_object("version runs", version={"const": "2.1.0"}, runs=_list(RUN)),
    "$schema": "https://json-schema.org/draft/2020-12/schema",
}
LOG["properties"]["$schema"] = {"type": "string", "format": "uri"}
