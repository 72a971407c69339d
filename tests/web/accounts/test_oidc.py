"""Logging in with an identity platform: a small one on a loopback port, a site of its own that names it."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

pytest.importorskip("oauthlib")
SCRIPT = Path(__file__).parent / "oidc_site.py"


@pytest.mark.parametrize(
    ("claim", "claims", "where"),
    [
        ("preferred_username", '{"sub": "7", "preferred_username": "reporter"}', "302 /desk/"),
        ("preferred_username", '{"sub": "8", "preferred_username": "stranger"}', "403 "),
        ("email", '{"sub": "9", "email": "r@example.invalid", "email_verified": true}', "302 /desk/"),
        ("email", '{"sub": "9", "email": "r@example.invalid", "email_verified": false}', "403 "),
    ],
)
def test_only_those_who_have_an_account_come_in(
    claim: str, claims: str, where: str, tmp_path: Path, with_tables: Callable[[Path], None]
) -> None:
    with_tables(tmp_path)
    here = {
        **os.environ,
        "DUDAO_HOME": str(tmp_path),
        "DUDAO_DATABASE": "",
        "DJANGO_SETTINGS_MODULE": "dudao.web.settings",
    }
    words = [sys.executable, str(SCRIPT), claim, claims]
    run = subprocess.run(words, env=here, capture_output=True, text=True, check=False)
    assert run.stdout.splitlines()[-1:] == [where], run.stderr
