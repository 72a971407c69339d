"""What is sealed of data, evidence, self scores and report: byte for byte what was accepted, with who accepted it."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Mapping
from datetime import timedelta
from decimal import Decimal

import pytest

from dudao.bundles.write import Source
from dudao.values.digests import digest_of_bytes
from dudao.web.datasets.queries import accepted_versions
from dudao.web.ledger.actions import change_entry
from dudao.web.ledger.models import LedgerRecord
from dudao.web.report_desk.checks import check_version
from dudao.web.report_desk.models import Desk, VersionCheck
from dudao.web.report_desk.sending import is_sent
from dudao.web.rounds.models import RoundBody
from dudao.web.submissions.contents import data, evidence, report, scores
from dudao.web.submissions.contents.contract import Gathered, Ingredient
from dudao.web.submissions.models import Submission
from tests.web.cast import NOW, acting_as
from tests.web.datasets import on_stage as datasets
from tests.web.evidence import on_stage as evidence_stage
from tests.web.report_desk import on_stage as desk
from tests.web.report_desk.stage_setting import uploaded
from tests.web.submissions.stage_setting import opened

pytestmark = pytest.mark.usefixtures("cast")


def gathered(ingredient: Ingredient, address: str = "") -> tuple[RoundBody, Gathered]:
    """What an ingredient gives for the county of a round, the last one where none is named."""
    rows = RoundBody.objects.select_related("round__edition", "round__office").filter(body_id="990102")
    evaluated = rows.get(round__address=address) if address else rows.latest("pk")
    found = Gathered()
    ingredient.gather(evaluated, found)
    return evaluated, found


def contents(found: Gathered) -> dict[str, bytes]:
    """The bytes of each part."""
    return {each.path: _bytes(each) for each in found.sources}


def _bytes(source: Source) -> bytes:
    with source.opened() as file:
        return file.read()


def rows_of(content: bytes) -> list[Mapping[str, str]]:
    """A table's rows."""
    return list(csv.DictReader(io.StringIO(content.decode())))


def test_accepted_data_are_sealed_byte_for_byte_with_who_accepted_them() -> None:
    evaluated, found = gathered(data.INGREDIENT, datasets.of_accepted())
    version = accepted_versions(evaluated)[0]
    part = next(each for each in found.sources if each.path == f"data/{datasets.TABLE}.csv")
    assert digest_of_bytes(_bytes(part)) == version.sha256
    more = dict(part.more)
    assert (more["version"], more["accepted_by"], more["period"]) == ("1", "县联络员甲", evaluated.round.period)
    assert found.approvals[0]["sha256"] == version.sha256
    schema = json.loads(contents(found)[f"data/{datasets.TABLE}.schema.json"])
    assert [*rows_of(_bytes(part))[0]] == [each["name"] for each in schema["fields"]]


def test_tables_that_are_not_accepted_are_asked_for() -> None:
    evaluated, _found = gathered(data.INGREDIENT, datasets.of_filled())
    need = data.needs(evaluated)[0]
    assert not need.is_met
    assert "0 /" in str(need.words)
    assert need.address.startswith("/data/")


def test_evidence_goes_along_once_under_its_hash_with_its_line_in_the_list() -> None:
    evidence_stage.of_entry()
    _evaluated, found = gathered(evidence.INGREDIENT)
    parts = contents(found)
    row = rows_of(parts["evidence/manifest.csv"])[0]
    assert digest_of_bytes(parts[row["file"]]) == row["sha256"]
    assert (row["title"], row["points"], int(row["size"])) == ("会议纪要", "1.1", len(parts[row["file"]]))


def test_scores_name_every_point() -> None:
    evaluated = opened()
    _evaluated, found = gathered(scores.INGREDIENT)
    rows = rows_of(contents(found)["scores/self-scores.csv"])
    assert [each["point"] for each in rows] == list(evaluated.tasks.values_list("point", flat=True))
    assert len(found.scores) == len(rows)
    assert not scores.needs(evaluated)[0].is_met


def test_the_final_report_goes_along_as_word_and_text_and_those_above_read_it_once_it_was_sent() -> None:
    evaluated, found = gathered(report.INGREDIENT, desk.final())
    parts = contents(found)
    assert parts["report/report.docx"][:2] == b"PK"
    assert json.loads(parts["report/check.json"])["counts"]["errors"] == 0
    assert json.loads(parts["report/suppressions.json"])["exceptions"]
    assert "24所" in "".join(each["text"] for each in found.report_text)
    assert found.report_text[0]["level"] == 1
    version = desk.version()
    assert not is_sent(version)
    Submission.objects.create(
        evaluated=evaluated, number=1, asked_at=NOW, asked_by="", sent_at=NOW, report_version=found.report_version
    )
    assert is_sent(version)


def test_a_report_that_is_not_final_is_asked_for() -> None:
    evaluated, found = gathered(report.INGREDIENT, desk.of_uploaded())
    assert found.sources == []
    assert [each.is_met for each in report.needs(evaluated)] == [False]


def test_what_contradicts_the_report_after_it_was_made_final_is_told_before_freezing() -> None:
    version = uploaded()
    evaluated = version.desk.evaluated
    Desk.objects.filter(pk=version.desk_id).update(final=version)
    VersionCheck.objects.filter(version=version).update(errors=0)
    assert [each.is_met for each in report.needs(evaluated)] == [True]
    entry = LedgerRecord.objects.get(number="T001")
    change_entry(
        address=entry.address, columns={"done": Decimal(20)}, by=acting_as("reporter"), at=NOW + timedelta(minutes=1)
    )
    (told,) = (each for each in report.needs(evaluated) if not each.is_met)
    assert (told.is_required, str(told.words)[:4]) == (False, "定稿以后")
    check_version(version, NOW)
    lines = next(each.lines for each in report.needs(evaluated) if not each.is_met)
    assert any("24所" in each for each in lines), lines
