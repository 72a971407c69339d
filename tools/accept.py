"""Write the golden text of tests/samples anew and show what changed, line by line, so that a person can read it.

python -m tools.accept      (or: make accept)
"""

from __future__ import annotations

import difflib
from collections.abc import Iterator

from tests.samples.golden import ROOT, VIEWS, all_samples


def accept() -> Iterator[str]:
    """Write each golden file that is not as it would be written now; the difference of each."""
    for sample in all_samples():
        folder = sample.folder / "expected"
        folder.mkdir(exist_ok=True)
        for name, render in VIEWS.items():
            file, now = folder / name, render(sample.result)
            before = file.read_text("utf-8") if file.exists() else ""
            if before != now:
                file.write_text(now, encoding="utf-8", newline="\n")
                yield _difference(before, now, file.relative_to(ROOT).as_posix())


def _difference(before: str, now: str, name: str) -> str:
    lines = difflib.unified_diff(
        before.splitlines(), now.splitlines(), f"{name} before", f"{name} now", lineterm="", n=1
    )
    return "\n".join(lines)


def main() -> None:
    """Accept everything, and say so."""
    differences = list(accept())
    print("\n\n".join(differences) or "the golden text of tests/samples is as it was")


if __name__ == "__main__":
    main()
