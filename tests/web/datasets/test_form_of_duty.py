"""The workbook of a table whose checks know only a least or only a most: it can be taken away and opened."""

from __future__ import annotations

from io import BytesIO

import pytest
from django.test import Client
from django.urls import reverse
from openpyxl import load_workbook

from dudao.web.accounts.models import Person
from tests.web.evidence.stage_setting import catalogue


@pytest.mark.usefixtures("cast")
def test_the_form_of_the_duty_of_governments_can_be_taken_away() -> None:
    evaluated = catalogue()
    client = Client()
    client.force_login(Person.objects.get(login="coordinator"))
    address = reverse("datasets:workbook-form", args=[evaluated.round.address, evaluated.body_id])
    answer = client.get(address)
    assert answer.status_code == 200
    content = b"".join(answer.streaming_content) if answer.streaming else answer.content  # type: ignore[attr-defined]
    assert load_workbook(BytesIO(content)).sheetnames
