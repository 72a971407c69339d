"""Scaffold a rule: its file, its case document, its line in the family. Its own first case fails until it is written.

    python -m tools.new_rule FAMILY NAME      (or: make new-rule FAMILY=numbers NAME=total-not-sum-of-parts)

FAMILY is a folder of src/dudao/reports/rules, NAME the fault in kebab case; the code is the next free one.
docs/contributing/add-a-rule.md says what comes after.
"""

from __future__ import annotations

import re
import sys
from pathlib import Path

from dudao import __version__

RULES = Path("src/dudao/reports/rules")
CASES = Path("tests/rules")
NAME = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)+")

RULE = '''"""… (…).

What it finds, and when it stays silent.
"""

from __future__ import annotations

from collections.abc import Iterator

from dudao.diagnostics.model import Bilingual, Diagnostic, Severity, Texts
from dudao.reports.rules.contract import Rule, RuleContext, preview

TEXTS = Texts(
    summary=Bilingual("…", "…"),
    message=Bilingual("…{text}…", "…{text}…"),
    why=Bilingual("…", "…"),
    authority=Bilingual("…", "…"),
    help=Bilingual("…", "…"),
)


def find(context: RuleContext) -> Iterator[Diagnostic]:
    for figure in context.reading.figures:
        if figure.text == "…":
            yield context.diagnostic(at=figure.span, params={"text": figure.text})


RULE = Rule(
    code="CODE",
    name="NAME",
    severity=Severity.WARNING,
    find=find,
    texts=TEXTS,
    status=preview("VERSION"),
)
'''
DOCUMENT = """# NAME

这条规则指出什么，什么时候不提示。

## 应当提示的一例
为什么要提示。
```report
2021年，全市一般公共预算教育支出62.31亿元。
```
```diagnostics
CODE 「62.31亿元」
```

## 应当不提示的一例
为什么不提示。
```report
2021年，全市普通小学在校生31.2万人。
```
```diagnostics
```
"""


def scaffold(root: Path, family: str, name: str, version: str) -> str:
    """Write the three places under a root; the code. Raises ValueError where family or name will not do."""
    folder = root / RULES / family
    module = folder / f"{name.replace('-', '_')}.py"
    document = root / CASES / family / f"{name}.md"
    if not (folder / "__init__.py").is_file():
        families = sorted(each.parent.name for each in (root / RULES).glob("*/__init__.py"))
        raise ValueError(f"no family {family}; there are: {', '.join(families)}")
    if not NAME.fullmatch(name):
        raise ValueError(f"{name} is no name of a fault; write it in kebab case, such as total-not-sum-of-parts")
    if module.exists() or document.exists():
        raise ValueError(f"{name} exists")
    code = next_code(folder)
    document.parent.mkdir(parents=True, exist_ok=True)
    module.write_text(_filled(RULE, code, name).replace("VERSION", version), encoding="utf-8")
    document.write_text(_filled(DOCUMENT, code, name), encoding="utf-8")
    register(folder / "__init__.py", module.stem)
    return code


def _filled(template: str, code: str, name: str) -> str:
    return template.replace("CODE", code).replace("NAME", name)


def next_code(folder: Path) -> str:
    """The code after the highest of a family; codes are never used again."""
    text = "\n".join(file.read_text("utf-8") for file in folder.glob("*.py"))
    codes = sorted(re.findall(r'code="([A-Z]{3}\d{3})"', text))
    return f"{codes[-1][:3]}{int(codes[-1][3:]) + 1:03}"


def register(init: Path, module: str) -> None:
    """Import the module and put its rule last into the family's tuple."""
    text = init.read_text("utf-8")
    found = re.search(r"^from [\w.]+ import \(\n((?:    \w+,\n)+)\)$", text, re.MULTILINE)
    if found is None or "\n)" not in text[found.end() :]:
        raise ValueError(f"{init} has another shape than the families have; add the line by hand")
    imports = "".join(sorted([*found[1].splitlines(keepends=True), f"    {module},\n"]))
    rest = text[found.end(1) :]
    last = rest.rindex("\n)") + 1
    init.write_text(text[: found.start(1)] + imports + rest[:last] + f"    {module}.RULE,\n" + rest[last:], "utf-8")


def main() -> int:
    """Scaffold, and say what comes next."""
    if len(sys.argv) != 3:
        print("usage: make new-rule FAMILY=numbers NAME=total-not-sum-of-parts", file=sys.stderr)
        return 2
    family, name = sys.argv[1:]
    try:
        code = scaffold(Path(), family, name, __version__)
    except ValueError as error:
        print(error, file=sys.stderr)
        return 2
    print(f"{code} {name}: write its cases first, in {CASES / family / name}.md,")
    print(f"then {RULES / family / name.replace('-', '_')}.py until they hold:")
    print(f"    .venv/bin/python -m pytest tests/rules -k {name}")
    print("then `make docs`; docs/contributing/add-a-rule.md has the rest")
    return 0


if __name__ == "__main__":
    sys.exit(main())
