"""Slips in declaring and starting jobs are told to the developer at once; no database is asked."""

from __future__ import annotations

import pytest

from dudao.web.jobs.actions import start_job
from dudao.web.jobs.registry import job
from tests.web.cast import NOW, acting_as
from tests.web.jobs import played


def start(name: str) -> None:
    """Start a job outside of any transaction."""
    start_job(name=name, arguments={}, about="", by=acting_as("visitor"), at=NOW)


def test_a_job_outside_of_a_transaction_is_a_slip() -> None:
    with pytest.raises(RuntimeError, match="transaction"):
        start(played.COUNT)


def test_a_job_that_nobody_declared_is_a_slip() -> None:
    with pytest.raises(ValueError, match="not declared"):
        start("test.unknown")


def test_two_jobs_of_one_name_are_a_slip() -> None:
    with pytest.raises(ValueError, match=played.COUNT):
        job(played.COUNT, "又数一遍")(played.count)
