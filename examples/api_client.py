"""A typed client of the site's interface, and a program that uses it; the standard library is all it needs. Copy what fits.

    DUDAO_KEY=dudao_… python examples/api_client.py http://127.0.0.1:8000

Writes a meeting into the ledger of one's own government, reads the ledger, and lists the tables of every round that one may see.
"""

from __future__ import annotations

import json
import os
import sys
import uuid
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any
from urllib.error import HTTPError
from urllib.parse import quote, urlencode
from urllib.request import Request, urlopen


@dataclass
class Problem(Exception):
    """Why the site did not do what was asked: `words` as its pages show them, `faults` by field."""

    status: int
    code: str
    words: str
    faults: list[dict[str, str]] = field(default_factory=list)


@dataclass(frozen=True)
class Meeting:
    """An entry of the ledger; all kinds have the same fields."""

    subject: str
    date: str
    kind: str = "meeting"
    place: str = ""
    document_number: str = ""


@dataclass(frozen=True)
class Cell:
    """A cell to write: row and column as the table names them, digits as text."""

    row: str
    column: str
    value: str


class Dudao:
    """The interface with one key."""

    def __init__(self, address: str, key: str) -> None:
        self.address = f"{address.rstrip('/')}/api/v1"
        self.key = key

    def me(self) -> dict[str, str]:
        """Whose key it is, and for which post."""
        return dict(self._ask("GET", "/me"))

    def write_entry(self, entry: Meeting) -> str:
        """Write an entry; returns its address."""
        return str(self._ask("POST", "/ledger", vars(entry))["address"])

    def entries(self, **asked: str) -> Iterator[dict[str, Any]]:
        """All entries that one may see, asked for piece by piece: kind, words, first, last, body."""
        yield from self._pieces("/ledger", asked)

    def rounds(self) -> Iterator[dict[str, Any]]:
        """Rounds of evaluation."""
        yield from self._pieces("/rounds", {})

    def bodies(self, round_address: str) -> list[dict[str, str]]:
        """The bodies that a round evaluates."""
        return list(self._ask("GET", f"/rounds/{quote(round_address)}/bodies"))

    def tables(self, round_address: str, code: str) -> list[dict[str, Any]]:
        """The tables of a body."""
        return list(self._ask("GET", f"{self._of(round_address, code)}/tables"))

    def table(self, round_address: str, code: str, table: str) -> dict[str, Any]:
        """One table with its rows, cells and remarks."""
        return dict(self._ask("GET", f"{self._of(round_address, code)}/tables/{quote(table)}"))

    def save_cells(self, round_address: str, code: str, table: str, seq: int, cells: list[Cell]) -> dict[str, Any]:
        """Write cells of a draft; `seq` as the table had it when it was read. The answer tells what was refused."""
        sent = {"seq": seq, "changes": [vars(each) for each in cells]}
        return dict(self._ask("PATCH", f"{self._of(round_address, code)}/tables/{quote(table)}/cells", sent))

    def submit(self, round_address: str, code: str, table: str) -> dict[str, Any]:
        """Submit a table."""
        return dict(self._ask("POST", f"{self._of(round_address, code)}/tables/{quote(table)}/submit"))

    def add_evidence(
        self, round_address: str, code: str, name: str, content: bytes, points: str = ""
    ) -> dict[str, Any]:
        """Hand in a file."""
        border = uuid.uuid4().hex
        parts = [
            f'--{border}\r\nContent-Disposition: form-data; name="points"\r\n\r\n{points}\r\n'.encode(),
            f'--{border}\r\nContent-Disposition: form-data; name="file"; filename="{name}"\r\n\r\n'.encode(),
            content,
            f"\r\n--{border}--\r\n".encode(),
        ]
        address = f"{self._of(round_address, code)}/evidence"
        return dict(self._send("POST", address, b"".join(parts), f"multipart/form-data; boundary={border}"))

    @staticmethod
    def _of(round_address: str, code: str) -> str:
        return f"/rounds/{quote(round_address)}/bodies/{quote(code)}"

    def _pieces(self, path: str, asked: dict[str, str]) -> Iterator[dict[str, Any]]:
        after: str | None = ""
        while after is not None:
            piece = self._ask("GET", f"{path}?{urlencode({**asked, 'after': after})}")
            yield from piece["rows"]
            after = piece["next"]

    def _ask(self, method: str, path: str, sent: object = None) -> Any:
        body = None if sent is None else json.dumps(sent).encode()
        return self._send(method, path, body, "application/json")

    def _send(self, method: str, path: str, body: bytes | None, kind: str) -> Any:
        headers = {"Authorization": f"Bearer {self.key}", "Content-Type": kind}
        try:
            with urlopen(Request(self.address + path, body, headers, method=method), timeout=60) as answer:
                return json.loads(answer.read() or b"null")
        except HTTPError as error:
            with error:
                told = json.loads(error.read())
            raise Problem(error.code, told["code"], told["words"], told["faults"]) from None


def main() -> int:
    """What the module says."""
    site = Dudao(sys.argv[1], os.environ["DUDAO_KEY"])
    who = site.me()
    print(f"{who['name']} · {who['body_name']}")
    try:
        site.write_entry(Meeting("专题研究义务教育工作", "2026-03-01", place="县政府"))
    except Problem as problem:
        print(f"{problem.words} {problem.faults}")
    for entry in site.entries(kind="meeting"):
        print(entry["date"], entry["subject"], entry["body_name"])
    for each in site.rounds():
        for body in site.bodies(each["address"]):
            for line in site.tables(each["address"], body["code"]):
                print(each["title"], body["name"], line["title"], f"{line['filled']}/{line['wanted']}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
