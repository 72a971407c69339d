"""The same scheme with other grades: bands of the total as another province has them (`grades/<id>.yaml`)."""

from __future__ import annotations

from dataclasses import replace

from dudao.schemes.formula.faults import nearest
from dudao.schemes.indicators import Edition
from dudao.values.digests import digest_of_json
from dudao.values.errors import MisuseError


def graded_by(edition: Edition, name: str | None) -> Edition:
    """An edition with the grades of one of its sets; the edition itself where none is named. The hash tells them apart.

    Raises:
        MisuseError: the edition has no such set; those that there are are named.
    """
    if name is None:
        return edition
    found = next((each for each in edition.grade_sets if each.id == name), None)
    if found is None:
        zh, en = nearest(name, [each.id for each in edition.grade_sets])
        known = "、".join(each.id for each in edition.grade_sets)
        raise MisuseError(
            f"方案没有等次标准 {name}{zh or f'；现有：{known}'}",
            f"the scheme has no grades {name}{en or f'; there are: {known}'}",
        )
    return replace(edition, grades=found.grades, digest=digest_of_json([edition.digest, name]))
