"""What the JSON of the commands on reports holds, key by key, with a real example.

The meanings stand in `json_keys.csv`; `tests/promises` holds them against what the program prints.
"""

from __future__ import annotations

import csv
import json
import tempfile
from collections.abc import Iterator, Mapping
from functools import cache
from pathlib import Path
from typing import Any

from tools.docs_pages.markdown import code, page, table

from dudao.facts.load import load_facts
from dudao.reports.output.reading_as_json import reading_as_json
from dudao.reports.output.result_as_json import result_as_json
from dudao.reports.run import CheckRequest, check_file, read_file
from dudao.reports.settings import CheckSettings
from dudao.values.periods import parse_period

ADDRESS = "docs/reference/json.md"
KEYS = Path(__file__).with_name("json_keys.csv")
FACTS = Path("examples/yunzhou")
PASSAGE = """云州市人民政府履行教育职责情况的自评报告
一、教育投入
2021年，全市一般公共预算教育支出60.93亿元，比上年的58.72亿元增长8.2%。
"""
LEAD = """`dudao report read`、`check`、`diff`、`bind` 和 `dudao indicator compute`、`explain`、`diff`、`dudao data check`、`dudao bundle show`、`verify` 加 `--format json` 输出的内容。键是公开的约定：只增加，不改名。位置都是 `text` 中的字符序号，从 0 起，终点不含。类型后有 `?` 的可以为空（null）。一个文件里有几份报告时，第一份在外层，其余在 `others`。`explain` 的步骤没有内容的键不列；有几个学段时是一列；`compute --trace` 的每个结果另有 `trace`，与 `explain` 相同。

What `report read`, `check`, `diff` and `bind` `indicator compute`, `explain` and `diff`, `data check`, `bundle show` and `verify` print as JSON. The keys are public: more may come, none is renamed. Offsets count characters of `text` from 0, the end not included. A type with `?` may be null. Where a file holds several reports, the first stands outside and the rest in `others`. Steps of `explain` leave out keys without content, and several stages come as a list; with `--trace` each result of `compute` has a `trace` like that of `explain`."""
TITLES = {
    "read": "`report read`",
    "check": "`report check`",
    "diff": "`report diff`",
    "bind": "`report bind`",
    "compute": "`indicator compute`",
    "explain": "`indicator explain`",
    "run_diff": "`indicator diff`",
    "data_check": "`data check`",
    "bundle_show": "`bundle show`",
    "bundle_verify": "`bundle verify`",
}


@cache
def documented() -> Mapping[str, Mapping[str, tuple[str, str, str]]]:
    """Object to key to type and meaning in both languages."""
    found: dict[str, dict[str, tuple[str, str, str]]] = {}
    with KEYS.open(encoding="utf-8", newline="") as file:
        for line in csv.DictReader(file):
            found.setdefault(line["object"], {})[line["key"]] = (line["type"], line["zh"], line["en"])
    return found


def all_keys(name: str) -> Mapping[str, tuple[str, str, str]]:
    """The keys of an object, with those of another that its line `*` takes over."""
    own = documented()[name]
    if "*" not in own:
        return own
    return {**documented()[own["*"][0]], **{key: told for key, told in own.items() if key != "*"}}


def json_page() -> tuple[str, str]:
    """Address and content."""
    reading, checked = _examples()
    parts = [LEAD]
    for name, keys in documented().items():
        parts += [f"## {TITLES.get(name, code(name))}", _keys(keys)]
    parts += [
        "## 例 · Example",
        "两行正文，与 [examples/yunzhou](../../examples/yunzhou/README.md) 的数据核对；各清单只留第一项。\n\n"
        "Two lines checked against the facts of the example; of each list the first entry only.",
        f"```text\n{PASSAGE}```",
        "`dudao report read 自评报告.txt --format json`",
        _block(reading),
        "`dudao report check 自评报告.txt --facts examples/yunzhou --period 2021 --format json`",
        _block(checked),
    ]
    return ADDRESS, page("JSON 输出 · JSON output", *parts)


def _keys(keys: Mapping[str, tuple[str, str, str]]) -> str:
    rows = [(code(key), kind, f"{zh}<br>{en}") for key, (kind, zh, en) in keys.items()]
    return table(("键 Key", "类型 Type", "含义 Meaning"), rows)


def _examples() -> tuple[dict[str, Any], dict[str, Any]]:
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / "自评报告.txt"
        file.write_text(PASSAGE, encoding="utf-8")
        request = CheckRequest(
            CheckSettings(period=parse_period("2021"), select=("NUM",)), facts=load_facts([FACTS]).known
        )
        return _short(reading_as_json(read_file(file)[0])), _short(
            _steady(result_as_json(check_file(file, request)[0]))
        )


def _steady(checked: dict[str, Any]) -> dict[str, Any]:
    """Without what differs from run to run or from version to version."""
    runs = [{**each, "seconds": 0.0001} for each in checked["rules"]]
    return {**checked, "rules": runs, "date": "2022-01-10", "data_digest": "…"}


def _short(value: Any) -> Any:
    """The same with the first entry of each list only."""
    if isinstance(value, dict):
        return {key: _short(each) for key, each in value.items()}
    return [_short(value[0]), *(["…"] if len(value) > 1 else [])] if isinstance(value, list) and value else value


def _block(value: Any) -> str:
    return f"```json\n{json.dumps(value, ensure_ascii=False, indent=1)}\n```"


def undocumented(printed: Mapping[str, Any], name: str) -> Iterator[str]:
    """Keys of an object that `json_keys.csv` does not have, and those it has that are not printed; as object.key."""
    keys = all_keys(name)
    for key in set(printed) ^ set(keys):
        if key != "others":
            yield f"{name}.{key}"
    for key, value in printed.items():
        kind = keys.get(key, ("", "", ""))[0].removeprefix("list of ").rstrip("?")
        if kind in documented() and value:
            for each in value if isinstance(value, list) else (value,):
                yield from undocumented(each, kind)
