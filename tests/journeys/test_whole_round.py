"""A whole round in a real browser, from the notice to the receipt, by the people who would do it."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from django.utils import timezone
from playwright.sync_api import Page

from tests.journeys import round_data as data
from tests.journeys import round_sending as sending
from tests.journeys import round_words as words
from tests.journeys import whole_round as steps
from tests.journeys.axe import faults


@pytest.mark.django_db(transaction=True)
def test_a_round_goes_from_notice_to_receipt(page_of: Callable[[str], Page], said: list[str], tmp_path: Path) -> None:
    steps.let_the_city_in()
    supervisor = page_of("supervisor")
    steps.publish_scheme(supervisor)
    steps.open_round(supervisor, timezone.localdate().year - 1)
    assert faults(supervisor) == []

    coordinator = page_of("city-coordinator")
    steps.to_the_hub(coordinator)
    assert faults(coordinator) == []
    steps.hand_out_tasks(coordinator)

    education, finance = page_of("city-edu"), page_of("city-fin")
    data.fill_city_table(education, finance)
    assert all("INTERNET_DISCONNECTED" in words for words in said)
    said.clear()
    data.explain_and_submit(education)
    data.import_judgements(education)
    data.submit_the_rest(education)
    data.judge_tables(coordinator, education)

    words.write_ledger(education)
    words.hand_in_evidence(education)
    words.assess(education, coordinator)
    words.finish_report(coordinator)

    sending.freeze(coordinator)
    sending.agree_and_sign([education, finance], page_of("city-leader"))
    sending.show_and_answer(coordinator, page_of("visitor"))
    sending.send(coordinator, supervisor, tmp_path)
