"""What authors of schemes get wrong: each slip is told with file, line and column, and nothing crashes, hangs or passes unseen."""

from __future__ import annotations

import os
from datetime import date
from pathlib import Path

import pytest

from dudao.indicators.cases import run_cases
from dudao.indicators.scheme_check import check_edition, sound_edition
from dudao.schemes.crosswalk import edition_before, read_crosswalk
from dudao.schemes.edition import load_edition, read_edition
from dudao.schemes.faults import Faults
from dudao.schemes.outline_load import read_outline
from dudao.values.errors import MisuseError
from dudao.values.periods import school_year
from tests.cli.commands import run
from tests.indicators.explained import write_county

SCHEME = """slug: north
edition: "2024"
title: North
level: county
period: school_year
groups: [{code: "1", title: Teachers}]
points: [{code: "1", group: "1", title: Teachers, asks: Enough teachers, indicators: [CERT]}]
conclusions: [{code: FIT, name: Fit, grain: county, needs: [CERT]}]
grades:
  - {code: a, name: A, from: 80}
  - {code: b, name: B, from: 0}
"""
CERT = """code: CERT
name: Certified teachers
group: "1"
grain: county
unit: "%"
formula: disabled_enrolled / disabled_total
missing: block
threshold: {operator: ">=", limit: least}
better: more
scoring: {method: linear, marks: 100, low: "80%", high: "100%"}
basis: [{article: Act, status: confirmed, verified_on: "2024-06-01"}]
cases:
  - {name: half, body: m1, period: "2024", value: "90%", score: "50", verdict: fail, tables: {county: [{body_code: m1, period: "2024", disabled_enrolled: "90", disabled_total: "100"}]}}
  - {name: all, body: m1, period: "2024", value: "100", score: "100", verdict: pass, tables: {county: [{body_code: m1, period: "2024", disabled_enrolled: "90", disabled_total: "90"}]}}
  - {name: none, body: m1, period: "2024", state: incomplete, verdict: incomplete, tables: {county: [{body_code: m1, period: "2024", disabled_enrolled: "", disabled_total: "90"}]}}
"""
LIMITS = """parameters:
  - id: least
    name: least
    unit: "%"
    values:
      - {value: 95, basis: {article: Act, status: confirmed}}
"""
FILES = {"scheme.yaml": SCHEME, "indicators/CERT.yaml": CERT, "parameters/limits.yaml": LIMITS}


def written(folder: Path, *changes: tuple[str, str, str], **more: str) -> Path:
    """The scheme with changes: file, old text, new text; `more` are further indicators."""
    files = dict(FILES) | {f"indicators/{name}.yaml": text for name, text in more.items()}
    for name, before, after in changes:
        assert before in files[name], f"{name} has no {before}"
        files[name] = files[name].replace(before, after)
    for name, text in files.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_text(text, "utf-8")
    return folder


def told(folder: Path) -> tuple[list[str], list[str]]:
    """Faults and notes, as `dudao scheme check` tells them, from the folder on."""
    faults, notes = Faults(), Faults()
    scheme, edition = read_outline(folder, faults), read_edition(folder, faults)
    check_edition(edition, faults, notes, day=date(2026, 1, 1), scheme=scheme)
    return tuple([f"{str(x.origin).removeprefix(f'{folder}/')}: {x.en}" for x in each.ordered()] for each in (faults, notes))  # type: ignore[return-value]  # fmt: skip


def test_the_sound_scheme_is_silent_and_its_cases_hold(tmp_path: Path) -> None:
    folder = written(tmp_path)
    assert told(folder) == ([], [])
    assert [each.faults for each in run_cases(load_edition(str(folder)))] == [(), (), ()]


INDICATOR, PARAMETERS, ROOT = "indicators/CERT.yaml", "parameters/limits.yaml", "scheme.yaml"
WRONG = [
    (INDICATOR, "limit: least", "limit: 0.95", 'CERT.yaml:8:36: the limit 0.95 has no unit; write "95%", or "0.95%"'),
    (INDICATOR, "limit: least", "limit: 'if(known(students), 95, 90%)'", "the limit 95 has no unit"),
    (INDICATOR, 'low: "80%"', "low: 0.8", 'CERT.yaml:10:44: low: 0.8 has no unit; write "80%", or "0.8%"'),
    (INDICATOR, 'low: "80%"', 'low: "80[元]"', "low is in 元, the indicator in %"),
    (INDICATOR, 'high: "100%"', 'high: "80%"', "low and high cannot be the same"),
    (INDICATOR, 'low: "80%", high: "100%"', 'low: "100%", high: "80%"', "contradicts better: more"),
    (INDICATOR, "marks: 100", "marks: -20", "CERT.yaml:10:34: marks cannot be negative"),
    (INDICATOR, "marks: 100", 'marks: "1e999999999"', "marks should be a number"),
    (INDICATOR, "method: linear", "method: bands", "scoring by bands needs bands"),
    (INDICATOR, "method: linear, marks: 100", "method: deduction, marks: 100, step: 0, off: 1", "greater than 0"),
    (INDICATOR, "method: linear, marks: 100", 'method: deduction, marks: 100, step: "1%"', "deduction needs off"),
    (INDICATOR, "better: more", "better: less", "CERT.yaml:9:9: better: less contradicts >="),
    (INDICATOR, 'group: "1"', 'group: "9"', "CERT.yaml:3:8: scheme.yaml has no group or point 9"),
    (INDICATOR, "missing: block", "missing: block\nrounding: {digits: 100000000}", "digits should be a whole number"),
    (INDICATOR, "enrolled / disabled_total", "enrolled / round(disabled_total, 99999999)", "the digits of round"),
    (INDICATOR, "disabled_total\nmissing", "disabled_toal\nmissing", "CERT.yaml:6:30: there is no disabled_toal; did you"),
    (INDICATOR, 'operator: ">="', 'operator: "=>"', "did you mean >=?"),
    (INDICATOR, "code: CERT", "code: ../CERT", "code ../CERT cannot hold '.'"),
    (INDICATOR, "code: CERT", "code: \u0421ERT", "CYRILLIC CAPITAL LETTER ES"),
    (INDICATOR, "code: CERT", "code: sum", "sum is a word of the formula language"),
    (INDICATOR, "name: Certified", "name: !!python/name:os.system Certified", "CERT.yaml:2:7: not YAML (a tag is not read"),
    (INDICATOR, "verified_on: \"2024-06-01\"", "verified_on: \"2036-06-01\"", "which is still to come"),
    (INDICATOR, "name: Certified teachers", "", "CERT.yaml:1:1: name is missing"),
    (PARAMETERS, "value: 95", 'value: "1e999999999"', "value should be a number"),
    (PARAMETERS, "value: 95", "value: 95, stage: primery", "limits.yaml:6:28: there is no stage primery; did you mean"),
    (PARAMETERS, "value: 95", "value: 95, kind: zz", "limits.yaml:6:27: there is no kind of school zz"),
    (PARAMETERS, 'unit: "%"', "unit: ''", "least has no unit, the indicator is in %"),
    (ROOT, "level: county", "level: municipality", "scheme.yaml:4:8: level cannot be municipality"),
    (ROOT, "slug: north", "slug: ../north", "scheme.yaml:1:7: slug '../north'"),
    (ROOT, "period: school_year", 'valid: {from: "2023-02-30"}', "scheme.yaml:5:15: from should look like"),
    (ROOT, "period: school_year", 'valid: {from: "2024-01-01", to: "2023-01-01"}', "to of valid is not after from"),
    (ROOT, "period: school_year", 'year_starts: "13-01"', "year_starts should look like"),
    (ROOT, "period: school_year", "total: 105", "scheme.yaml:5:8: the marks of the indicators sum to 100, total says 105"),
    (ROOT, "indicators: [CERT]", "indicators: [CRET]", "point 1: no indicator CRET; did you mean CERT?"),
    (ROOT, "indicators: [CERT]", "indicators: [CERT], marks: 33", "point 1 has 33 marks, its indicators 100"),
    (ROOT, "from: 80", "from: 850", "a begins at 850 points, and there are 100 at most"),
    (ROOT, "from: 0}", "from: 90}", "grades stand the best first"),
    (ROOT, "code: b", "code: a", "the grade a stands twice"),
    (ROOT, "needs: [CERT]", "needs: []", "neither needs nor rule"),
    (ROOT, "edition: \"2024\"", "edition: 2024", "scheme.yaml:2:10: edition should be text"),
]  # fmt: skip


@pytest.mark.parametrize(("file", "before", "after", "fault"), WRONG, ids=lambda text: str(text)[:40])
def test_a_slip_is_told_with_its_place(tmp_path: Path, file: str, before: str, after: str, fault: str) -> None:
    faults, _ = told(written(tmp_path, (file, before, after)))
    assert any(fault in each for each in faults), faults


@pytest.mark.parametrize(
    ("file", "before", "after", "note"),
    [
        (INDICATOR, 'verified_on: "2024-06-01"', 'verified_on: "2015-06-01"', "last verified on 2015-06-01"),
        (INDICATOR, 'basis: [{article: Act, status: confirmed, verified_on: "2024-06-01"}]\n', "", "CERT has no basis"),
        (INDICATOR, "marks: 100", "marks: 105", "the marks sum to 105, not 100"),
        (ROOT, "  - {code: b, name: B, from: 0}\n", "", "no grade below 80 points"),
    ],
)
def test_what_a_person_should_look_at_is_noted(tmp_path: Path, file: str, before: str, after: str, note: str) -> None:
    _, notes = told(written(tmp_path, (file, before, after)))
    assert any(note in each for each in notes), notes


def test_bands_may_stand_the_best_first_and_a_gap_is_told_in_numbers(tmp_path: Path) -> None:
    bands = 'scoring: {method: bands, marks: 100, bands: [{from: "95%", score: 100}, {from: "90%", to: "95%", score: 50}, {to: "90%", score: 0}]}'
    whole = 'scoring: {method: linear, marks: 100, low: "80%", high: "100%"}'
    cases = (INDICATOR, ', score: "50"', "")
    assert told(written(tmp_path / "a", (INDICATOR, whole, bands), cases))[0] == []
    gap = bands.replace('to: "90%"', 'to: "89%"')
    (fault,) = told(written(tmp_path / "b", (INDICATOR, whole, gap), cases))[0]
    assert "bands leave a gap: … to 89 and 90 to 95" in fault


def test_a_truth_wants_its_edges_and_a_conclusion_what_can_pass(tmp_path: Path) -> None:
    truth = "code: T\nname: T\ngrain: county\nformula: disabled_total > 0[人]\nmissing: block\nverdict: truth\nbasis: [{article: A}]\n"
    value = "code: V\nname: V\ngrain: school\nformula: students\nunit: 人\nmissing: block\nscoring: {method: marks, marks: 5}\n"
    folder = written(tmp_path, (ROOT, "needs: [CERT]", "needs: [CERT, N]"), T=truth, V=value, N=value.replace("code: V", "code: N").replace("school", "county").replace("students", "disabled_total"))  # fmt: skip
    faults, notes = told(folder)
    assert {f"T has no case {each}" for each in ("that is a pass", "that is a fail", "of a missing input")} <= {
        each.partition(": ")[2] for each in notes
    }
    assert any("FIT needs N to pass, and it has no threshold" in each for each in faults)
    assert any("at school, never count" in each for each in faults)
    assert any("there is no threshold and no verdict" in each and "V.yaml:7:19" in each for each in faults)


def test_a_limit_has_a_value_for_every_stage(tmp_path: Path) -> None:
    stages = (INDICATOR, "unit:", "stages: [primary, junior]\nunit:")
    faults, _ = told(written(tmp_path, stages, (PARAMETERS, "value: 95", "value: 95, stage: primary")))
    assert "indicators/CERT.yaml:9:36: least has no value for the stage junior" in faults


def test_faults_of_all_files_are_told_in_one_go(tmp_path: Path) -> None:
    folder = written(
        tmp_path, (ROOT, "groups:", "grops:"), (PARAMETERS, "value: 95", "valu: 95"), BAD="a: [\n", EMPTY=""
    )
    (folder / "datasets").mkdir()
    (folder / "datasets" / "school.csv").write_text("id,unit,type\nx,dolars,amount\n", "utf-8")
    places = {each.partition(": ")[0] for each in told(folder)[0]}
    assert {"scheme.yaml:6:1", "parameters/limits.yaml:6:10", "indicators/BAD.yaml:2:1", "indicators/EMPTY.yaml:1", "datasets/school.csv:2"} <= places  # fmt: skip


def test_what_cannot_be_read_is_not_told_as_unknown(tmp_path: Path) -> None:
    folder = written(tmp_path, (INDICATOR, "missing: block", "missing: block\nmissing: block"))
    (fault,) = told(folder)[0]
    assert fault.startswith("indicators/CERT.yaml:8:1: not YAML (found duplicate key")


@pytest.mark.parametrize("deep", ["a: " + "[" * 5000, "\n".join(" " * n + "a:" for n in range(300))])
def test_depth_is_bounded(tmp_path: Path, deep: str) -> None:
    faults, _ = told(written(tmp_path, DEEP=deep))
    assert any("nested over 24 deep" in each for each in faults)


def test_pipes_and_links_that_lead_out_are_not_read(tmp_path: Path) -> None:
    folder = written(tmp_path / "scheme")
    os.mkfifo(folder / "indicators" / "F.yaml")
    (tmp_path / "secret.yaml").write_text("password: x\n", "utf-8")
    (folder / "indicators" / "S.yaml").symlink_to(tmp_path / "secret.yaml")
    assert told(folder)[0] == [
        "indicators/F.yaml:1: not a file",
        "indicators/S.yaml:1: a link that leads out of the scheme folder is not read",
    ]


def test_a_score_in_a_case_is_compared(tmp_path: Path) -> None:
    folder = written(tmp_path, (INDICATOR, 'score: "50"', 'score: "51"'))
    (fault,) = (each for outcome in run_cases(load_edition(str(folder))) for each in outcome.faults)
    assert fault[1] == "score should be 51, not 50"


def test_the_day_of_judgement_follows_the_start_of_the_school_year(tmp_path: Path) -> None:
    usual = load_edition(str(written(tmp_path / "a")))
    own = load_edition(str(written(tmp_path / "b", (ROOT, "period:", 'year_starts: "08-01"\nperiod:'))))
    assert usual.day_of(school_year(2023)) == date(2024, 8, 31)
    assert own.day_of(school_year(2023)) == date(2024, 7, 31)


def test_who_computes_gets_no_scheme_with_faults_or_changed_after_publication(
    capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    bad = written(tmp_path / "bad", (INDICATOR, "disabled_total\nmissing", "disabled_toal\nmissing"))
    for verb in (["compute"], ["explain", "--indicator", "CERT", "--body", "371725"]):
        ran = run(capsys, "--lang", "en", "indicator", *verb, "--scheme", bad, "--data", write_county(tmp_path / "d"), "--period", "2022")  # fmt: skip
        assert (ran.code, "CERT.yaml:6:30: there is no disabled_toal" in ran.err) == (2, True)
    folder = written(tmp_path / "out", (ROOT, "period:", "published: 2024-01-01\nperiod:"))
    assert run(capsys, "scheme", "publish", folder).code == 0
    assert sound_edition(str(folder)).slug == "north"
    (folder / "indicators" / "CERT.yaml").write_text(CERT.replace("95", "90").replace("better: more\n", ""), "utf-8")
    with pytest.raises(MisuseError, match="changed after publication"):
        sound_edition(str(folder))


def test_an_edition_with_a_failing_case_is_not_published(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    folder = written(
        tmp_path, (ROOT, "period:", "published: 2024-01-01\nperiod:"), (INDICATOR, 'value: "100"', 'value: "99"')
    )
    ran = run(capsys, "--lang", "en", "scheme", "publish", folder)
    assert (ran.code, "case CERT all: value should be 99" in ran.err) == (2, True)
    assert not (folder / "edition.lock").exists()


def test_a_crosswalk_names_the_edition_before_from_its_own_folder(tmp_path: Path) -> None:
    old, new = written(tmp_path / "2023"), written(tmp_path / "2024")
    (new / "crosswalk.yaml").write_text(
        "from: ../2023\nentries: [{old: CERT, new: CERT, relation: equal, why: same}]\n", "utf-8"
    )
    faults = Faults()
    crosswalk = read_crosswalk(new, faults)
    assert crosswalk is not None
    before = edition_before(crosswalk, faults)
    assert before is not None
    assert (Path(before.folder), crosswalk.is_from(load_edition(str(old))), faults.found) == (old, True, [])
    (new / "crosswalk.yaml").write_text("from: ../2022\nentries: []\n", "utf-8")
    lost = read_crosswalk(new, faults)
    assert lost is not None
    assert edition_before(lost, faults) is None
    assert str(faults.found[0].origin) == f"{new}/crosswalk.yaml:1:7"


def test_a_scheme_is_found_by_its_file_and_a_folder_without_one_says_so(
    capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    folder = written(tmp_path / "north")
    assert run(capsys, "scheme", "check", folder / "scheme.yaml").code == 0
    ran = run(capsys, "--lang", "en", "scheme", "check", tmp_path)
    assert (ran.code, f"has no scheme.yaml; did you mean {folder}?" in ran.err) == (2, True)
