"""Workers as real processes on a real database: killed in the middle, two at once, told to stop, hanging."""

from __future__ import annotations

import secrets
import signal
from collections import Counter
from collections.abc import Callable, Iterator
from pathlib import Path
from urllib.parse import urlsplit

import pytest

from tests.web.jobs.own_site import TESTED_ON, OwnSite, wait_for


@pytest.fixture
def site(tmp_path: Path, with_tables: Callable[[Path], None]) -> Iterator[OwnSite]:
    """An empty site."""
    if not TESTED_ON:
        with_tables(tmp_path)
        yield OwnSite(tmp_path, "")
        return
    import psycopg

    name = f"jobs_{secrets.token_hex(4)}"
    with psycopg.connect(TESTED_ON, autocommit=True) as connection:
        connection.execute(f"CREATE DATABASE {name}")
        found = OwnSite(tmp_path, urlsplit(TESTED_ON)._replace(path=f"/{name}").geturl())
        found.run("-m", "dudao.web", "manage", "migrate", "--verbosity", "0")
        yield found
        connection.execute(f"DROP DATABASE {name} WITH (FORCE)")


def words_of(file: Path) -> list[str]:
    """What jobs left in a file: begun, ended."""
    return [line.split()[0] for line in file.read_text("ascii").splitlines()] if file.exists() else []


def test_a_job_whose_worker_is_killed_is_finished_once_by_the_next(site: OwnSite, tmp_path: Path) -> None:
    told_in = tmp_path / "told"
    site.start_jobs({"seconds": 2, "told_in": str(told_in)})
    with site.worker("first") as first:
        wait_for(lambda: words_of(told_in) == ["begun"])
        first.send_signal(signal.SIGKILL)
        first.wait()
        assert [(job["state"], job["held_by"]) for job in site.jobs()] == [("running", "first")]
        with site.worker("second"), site.worker("third"):
            wait_for(lambda: site.jobs()[0]["state"] == "done")
    assert words_of(told_in) == ["begun", "begun", "ended"]
    assert site.jobs()[0]["tries"] == 2


def test_two_workers_do_each_job_once(site: OwnSite, tmp_path: Path) -> None:
    files = [tmp_path / f"told-{number}" for number in range(40)]
    site.start_jobs(*({"seconds": 0.02, "told_in": str(file)} for file in files))
    with site.worker("first"), site.worker("second"):
        wait_for(lambda: all(job["state"] == "done" for job in site.jobs()))
    assert Counter(word for file in files for word in words_of(file)) == {"begun": 40, "ended": 40}
    by = {line.split()[1] for file in files for line in file.read_text("ascii").splitlines()}
    assert len(by) == 2


def test_a_worker_that_is_told_to_stop_puts_its_job_back_at_once(site: OwnSite, tmp_path: Path) -> None:
    told_in = tmp_path / "told"
    site.start_jobs({"seconds": 30, "told_in": str(told_in)})
    with site.worker("first", lease=60) as first:
        wait_for(lambda: words_of(told_in) == ["begun"])
        first.send_signal(signal.SIGTERM)
        assert first.wait(10) == 0
    assert site.jobs() == [{"state": "waiting", "tries": 0, "held_by": "", "failure": ""}]
