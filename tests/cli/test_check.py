"""`dudao report check` on the sample report: five formats, every option, and how each ends."""

from __future__ import annotations

import json
import re
import zipfile
from pathlib import Path

import pytest
from jsonschema import Draft202012Validator

from dudao.cli.commands import run_command
from dudao.reports import check as check_module
from tests.cli.commands import Ran, run
from tests.diagnostics.sarif_shape import LOG

EXAMPLE = Path("examples/yunzhou").resolve()
TEXT = """云州市人民政府2021年度履行教育职责情况自评报告
省人民政府：
一、基本情况
全市现有小学371所，XX县新建幼儿园6所。
二、存在问题
学位紧张。
三、下一步措施
2022年新建小学2所。
云州市人民政府
2021年11月5日
"""

# design, section 6: other programs rely on these
RESULT = {"verdict", "summary", "bindings", "diagnostics"}


@pytest.fixture
def report(tmp_path: Path) -> Path:
    """A report of its own, with one placeholder and nothing else to say."""
    path = tmp_path / "自评 报告.txt"
    path.write_text(TEXT, "utf-8")
    return path


def checked(capsys: pytest.CaptureFixture[str], *words: object) -> dict[str, object]:
    return json.loads(run(capsys, "report", "check", *words, "--format", "json").out)


def codes(result: dict[str, object]) -> set[str]:
    return {each["code"] for each in result["diagnostics"]}


def test_text_is_the_default_and_ends_in_the_verdict(capsys: pytest.CaptureFixture[str], report: Path) -> None:
    ran = run(capsys, "report", "check", report)
    assert "MSK001" in ran.out
    assert f"{report}  第4段" in ran.out
    assert re.fullmatch(r"有\w+：错误 \d+ 条，提醒 \d+ 条，提示 \d+ 条（运行规则 \d+ 条）", ran.out.splitlines()[-1])
    assert "\x1b" not in ran.out
    assert ran.err == ""


def test_json_has_every_public_key(capsys: pytest.CaptureFixture[str]) -> None:
    words = (EXAMPLE / "report.docx", "--facts", EXAMPLE, "--scheme", "government-duty-city")
    result = checked(capsys, *words)
    assert result.keys() >= RESULT
    assert result["summary"]["by_level"].keys() == {"error", "warning", "note"}
    assert sum(result["summary"]["by_level"].values()) == len(result["diagnostics"])
    assert sum(result["summary"]["by_family"].values()) == len(result["diagnostics"])
    assert {each["state"] for each in result["bindings"]} <= {"agrees", "differs", "undecided", "unbound"}
    bound = next(each for each in result["bindings"] if each["state"] == "differs" and each["figure"])
    assert bound["fact"]
    for each in result["diagnostics"]:
        assert each["kind"] in ("fail", "review", "open")
        assert re.fullmatch(r"[A-Z]{3}\d{3}", each["code"])


def test_sarif_is_valid(capsys: pytest.CaptureFixture[str], report: Path) -> None:
    for words in ((report,), (EXAMPLE / "report.docx", "--facts", EXAMPLE), ("--lang", "en", EXAMPLE / "report.docx")):
        ran = run(capsys, "report", "check", *words, "--format", "sarif")
        Draft202012Validator(LOG).validate(json.loads(ran.out))


@pytest.mark.parametrize("ending", ["html", "docx"])
def test_a_page_and_a_commented_copy_go_beside_the_report(
    capsys: pytest.CaptureFixture[str], report: Path, ending: str
) -> None:
    ran = run(capsys, "report", "check", report, "--format", ending)
    made = report.with_name(f"自评 报告.check.{ending}")
    assert made.is_file()
    assert str(made) in ran.err
    assert ran.out == ""
    assert zipfile.is_zipfile(made) == (ending == "docx")


@pytest.mark.parametrize("ending", ["text", "json", "sarif", "html", "docx"])
def test_every_format_goes_where_it_is_told(
    capsys: pytest.CaptureFixture[str], report: Path, tmp_path: Path, ending: str
) -> None:
    out = tmp_path / "结果"
    out.write_text("旧", "utf-8")
    ran = run(capsys, "report", "check", report, "--format", ending, "-o", out)
    assert ran.out == ""
    assert out.stat().st_size > 100
    assert sorted(each.name for each in tmp_path.iterdir()) == sorted(["结果", report.name])


@pytest.mark.parametrize(
    ("level", "code"),
    [(None, 0), ("error", 0), ("warning", 1), ("note", 1)],
)
def test_the_exit_code_follows_fail_on(
    capsys: pytest.CaptureFixture[str], report: Path, level: str | None, code: int
) -> None:
    result = checked(capsys, report)
    assert {each["level"] for each in result["diagnostics"]} <= {"warning", "note"}
    assert "warning" in {each["level"] for each in result["diagnostics"]}
    assert run(capsys, "report", "check", report, *(("--fail-on", level) if level else ())).code == code


def test_errors_end_in_one(capsys: pytest.CaptureFixture[str]) -> None:
    assert run(capsys, "report", "check", EXAMPLE / "report.docx").code == 1


def test_facts_scheme_period_and_date_take_part(capsys: pytest.CaptureFixture[str]) -> None:
    source = EXAMPLE / "report.docx"
    plain = checked(capsys, source)
    assert not {each for each in codes(plain) if each.startswith("FAC")}
    assert plain["bindings"] == []
    known = checked(capsys, source, "--facts", EXAMPLE)
    assert "FAC001" in codes(known)
    with_scheme = checked(
        capsys, source, "--scheme", "government-duty-city", "--date", "2022-01-05", "--period", "2021"
    )
    assert with_scheme["scheme"] == "government-duty-city/2021"
    assert with_scheme["date"] == "2022-01-05"
    assert with_scheme["period"] == "2021"


def test_facts_may_be_given_in_several_files(capsys: pytest.CaptureFixture[str]) -> None:
    files = [word for name in ("city.csv", "terms.csv") for word in ("--facts", EXAMPLE / name)]
    assert "FAC001" in codes(checked(capsys, EXAMPLE / "report.docx", *files))


def test_a_baseline_tells_what_is_new_and_what_went(
    capsys: pytest.CaptureFixture[str], report: Path, tmp_path: Path
) -> None:
    before = tmp_path / "before.json"
    run(capsys, "report", "check", report, "--format", "json", "-o", before)
    same = run(capsys, "report", "check", report, "--baseline", before, "--fail-on", "note")
    assert same.code == 0
    assert "未变" in same.out
    report.write_text(TEXT.replace("XX县", "临江县").replace("学位紧张", "XX校学位紧张"), "utf-8")
    changed = checked(capsys, report, "--baseline", before)
    states = {each["code"]: each["baseline"] for each in changed["diagnostics"] if each["code"] == "MSK001"}
    assert {each["baseline"] for each in changed["diagnostics"]} >= {"new", "gone"}
    assert states
    assert changed["summary"]["gone"] >= 1
    assert run(capsys, "report", "check", report, "--baseline", before, "--fail-on", "warning").code == 1
    run(capsys, "report", "check", report, "--baseline", before, "--format", "json", "-o", before)
    assert run(capsys, "report", "check", report, "--baseline", before, "--fail-on", "note").code == 0


def settings(report: Path, content: str) -> None:
    (report.parent / "dudao.toml").write_text(content, "utf-8")


ACCEPTED = """[[suppressions]]
code = "MSK001"
reason = "decision"
text = "名称另行公布"
person = "督导室 甲"
until = {until}
"""


def test_an_accepted_exception_stays_visible_and_does_not_fail(
    capsys: pytest.CaptureFixture[str], report: Path
) -> None:
    settings(report, ACCEPTED.format(until="2999-01-01"))
    ran = run(capsys, "report", "check", report, "--fail-on", "warning")
    assert ran.code == 0
    assert "已设例外" in ran.out
    assert "经研究决定接受：名称另行公布（督导室 甲，至2999-01-01）" in ran.out


def test_an_exception_that_is_over_or_unused_is_a_remark(capsys: pytest.CaptureFixture[str], report: Path) -> None:
    settings(report, ACCEPTED.format(until="2000-01-01"))
    assert {"MSK001", "INT012"} <= codes(checked(capsys, report))
    settings(report, ACCEPTED.format(until="2999-01-01").replace("MSK001", "NUM001"))
    assert {"MSK001", "INT011"} <= codes(checked(capsys, report))


def test_settings_of_the_folder_are_used_and_the_command_line_wins(
    capsys: pytest.CaptureFixture[str], report: Path
) -> None:
    settings(report, '[check]\nfail-on = "warning"\ndate = 2021-12-01\nignore = ["STR"]\n')
    assert run(capsys, "report", "check", report).code == 1
    assert run(capsys, "report", "check", report, "--fail-on", "error").code == 0
    assert checked(capsys, report)["date"] == "2021-12-01"
    assert checked(capsys, report, "--date", "2021-12-02")["date"] == "2021-12-02"
    settings(report, '[check]\nselect = ["NUM"]\n')
    assert codes(checked(capsys, report)) == set()


def test_a_slip_in_the_settings_is_told_with_its_line(capsys: pytest.CaptureFixture[str], report: Path) -> None:
    settings(report, '[check]\nfial-on = "note"\n')
    ran = run(capsys, "report", "check", report)
    assert ran.code == 2
    assert "第2行" in ran.err
    assert "check.fail-on" in ran.err
    settings(report, "[rules.paper-not-a4]\ntolerance = 3\n")
    assert "tolerance_mm" in run(capsys, "report", "check", report).err


def test_several_reports_in_a_file_are_all_told(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    both = tmp_path / "two.txt"
    both.write_text(TEXT + TEXT.replace("云州市", "临江县").replace("XX县", "XX镇"), "utf-8")
    result = checked(capsys, both)
    assert len(result["others"]) == 1
    assert result["others"][0]["report_number"] == 2
    assert run(capsys, "report", "check", both).out.count("运行规则") == 2
    sarif = json.loads(run(capsys, "report", "check", both, "--format", "sarif").out)
    assert len(sarif["runs"][0]["results"]) == len(result["diagnostics"]) + len(result["others"][0]["diagnostics"])


def test_a_rule_that_breaks_makes_the_run_incomplete(
    capsys: pytest.CaptureFixture[str], report: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    chosen = check_module.chosen_rules

    def with_a_broken_one(given: object) -> tuple[object, ...]:
        first, *others = chosen(given)

        def breaks(context: object) -> object:
            raise ZeroDivisionError("除数为零")

        return (first.__class__(**{**first.__dict__, "find": breaks}), *others)

    monkeypatch.setattr(check_module, "chosen_rules", with_a_broken_one)
    ran = run(capsys, "report", "check", report)
    assert ran.code == 3
    assert "INT001" in ran.out
    assert "ZeroDivisionError" in ran.out
    assert "MSK001" in ran.out
    assert ran.out.splitlines()[-1].startswith("检查不完整")


def no_chinese_words_of_ours(ran: Ran) -> bool:
    """Nothing is left of Chinese but what the report itself says and names of its own."""
    return not re.search("错误|提醒|提示|依据|办法|参见|本系统|占位符|应当|请", ran.out + ran.err)


def test_english_is_complete(capsys: pytest.CaptureFixture[str], report: Path) -> None:
    ran = run(capsys, "--lang", "en", "report", "check", report)
    assert no_chinese_words_of_ours(ran)
    assert "placeholder" in ran.out
    assert re.search(r"\(\d+ rules run\)$", ran.out.strip())
    settings(report, '[check]\nlang = "en"\n')
    run_command(["report", "check", str(report)])
    assert "rules run" in capsys.readouterr().out
