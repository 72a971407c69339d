"""The settings file: every key read, every slip refused in one line that says what would be right."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from dudao.reports.settings import CHECK_KEYS, SUPPRESSION_KEYS, check_options, find_settings, load_settings
from dudao.values.errors import MisuseError


def settings_file(folder: Path, content: str) -> Path:
    path = folder / "dudao.toml"
    path.write_text(content, encoding="utf-8")
    return path


def test_it_reads_every_key_as_its_example_shows_it(tmp_path: Path) -> None:
    check = "\n".join(f"{key} = {setting.example}" for key, setting in CHECK_KEYS.items())
    accepted = "\n".join(f"{key} = {setting.example}" for key, setting in SUPPRESSION_KEYS.items())
    found = load_settings(settings_file(tmp_path, f"[check]\n{check}\n\n[[suppressions]]\n{accepted}\n"))
    assert found.facts == (tmp_path / "数据", tmp_path / "台账.xlsx")
    assert found.select == ("NUM", "CIT001")
    assert found.day == date(2021, 11, 5)
    assert found.period is not None
    assert found.baseline == tmp_path / "上次检查.json"
    assert found.suppressions[0].approved_by == "办公室 李某"


def test_one_text_is_one_family_and_not_its_letters(tmp_path: Path) -> None:
    assert load_settings(settings_file(tmp_path, '[check]\nselect = "NUM"\n')).select == ("NUM",)


@pytest.mark.parametrize(
    ("content", "said"),
    [
        ('[check]\nreport-limit = "5000"\n', "check.report-limit 应为整数"),
        ("[check]\nreport-limit = true\n", "check.report-limit 应为整数"),
        ("[check]\nselect = [1]\n", "check.select 应为文字"),
        ('[check]\nfail-on = "fatal"\n', "error、warning、note"),
        ('[check]\nfial-on = "error"\n', "check.fail-on"),
        ('[check]\nperiod = "某年"\n', "不是时期"),
        ('[check]\ndate = "昨天"\n', "不是日期"),
        ("[check\n", "读不懂"),
        ('[[suppressions]]\ncode = "CLM001"\n', "缺少 reason"),
    ],
)
def test_a_slip_is_refused(tmp_path: Path, content: str, said: str) -> None:
    path = settings_file(tmp_path, content)
    with pytest.raises(MisuseError) as refused:
        load_settings(path)
    assert said in refused.value.zh


def test_the_nearest_folder_decides(tmp_path: Path) -> None:
    settings_file(tmp_path, '[check]\nlang = "en"\n')
    inner = tmp_path / "县" / "报告"
    inner.mkdir(parents=True)
    assert find_settings(inner / "自评报告.docx").lang == "en"
    settings_file(inner, '[check]\nlang = "zh"\n')
    assert find_settings(inner / "自评报告.docx").lang == "zh"


def test_an_option_that_a_rule_does_not_have_is_refused() -> None:
    known = {"paper-not-a4": {"tolerance_mm": 1.0}}
    check_options({"paper-not-a4": {"tolerance_mm": 2.0}}, known, None)
    with pytest.raises(MisuseError, match="tolerance_mm"):
        check_options({"paper-not-a4": {"tolerance": 2.0}}, known, None)


@pytest.mark.parametrize(
    ("content", "line", "near"),
    [
        ('[check]\nlang = "zh"\n\nfial-on = "error"\n', 4, "check.fail-on"),
        ('\n\n[chekc]\nlang = "zh"\n', 3, "check"),
        ('[check]\nlang = "zh"\n[[suppressions]]\ncode = "A"\nreason = "source"\ntext = "甲"\nperson = "乙"\nuntil = 2022-01-01\n'
         '[[suppressions]]\ncode = "A"\n"quoet" = "甲"\n', 11, "quote"),
    ],
)  # fmt: skip
def test_an_unknown_key_is_told_with_its_line_and_the_nearest_known(
    tmp_path: Path, content: str, line: int, near: str
) -> None:
    with pytest.raises(MisuseError) as refused:
        load_settings(settings_file(tmp_path, content))
    assert f"第{line}行" in refused.value.zh
    assert f"line {line}" in refused.value.en
    assert near in refused.value.zh


KNOWN = {"paper-not-a4": {"tolerance_mm": 1.0}, "figure-without-fact": {"all": False}, "body": {"fonts": ("仿宋",)}}


@pytest.mark.parametrize(
    ("content", "said"),
    [
        ("\n[rules.paper-not-a5]\n", "第2行 中没有 rules.paper-not-a5 这一项，是否想写 rules.paper-not-a4？"),
        ("[rules.paper-not-a4]\ntolerance = 2\n", "第2行 中没有 rules.paper-not-a4.tolerance 这一项，是否想写"),
        ('[rules.paper-not-a4]\ntolerance_mm = "2"\n', "像默认值那样：1.0"),
        ("[rules.paper-not-a4]\ntolerance_mm = true\n", "像默认值那样：1.0"),
        ("[rules.figure-without-fact]\nall = 1\n", "像默认值那样：False"),
        ('[rules.body]\nfonts = "仿宋"\n', "像默认值那样：['仿宋']"),
    ],
)
def test_options_of_rules_are_known_and_of_their_form(tmp_path: Path, content: str, said: str) -> None:
    found = load_settings(settings_file(tmp_path, content))
    with pytest.raises(MisuseError) as refused:
        check_options(found.options, KNOWN, found.file)
    assert said in refused.value.zh


def test_options_of_the_right_form_are_taken(tmp_path: Path) -> None:
    content = '[rules.paper-not-a4]\ntolerance_mm = 2\n[rules.body]\nfonts = ["宋体"]\n[rules.figure-without-fact]\nall = true\n'
    found = load_settings(settings_file(tmp_path, content))
    check_options(found.options, KNOWN, found.file)
    assert found.options["body"]["fonts"] == ["宋体"]


@pytest.mark.parametrize(
    "content", ["check = 3\n", 'rules = "a"\n', "rules.body = 3\n", "suppressions = 1\n", "suppressions = [1]\n"]
)
def test_a_table_written_as_a_value_is_refused(tmp_path: Path, content: str) -> None:
    with pytest.raises(MisuseError) as refused:
        load_settings(settings_file(tmp_path, content))
    assert "应写成表" in refused.value.zh
