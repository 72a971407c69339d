"""Proof of work instead of picture puzzles: a browser finds a number for what the page handed out, which costs it a second.

What the page hands out is signed and tells when: nothing is stored before something is sent. A proof counts once. Without
a script nothing is proved; then a person waits longer, and stricter limits hold.

    hash = SHA-256(challenge + ":" + number), and its first BITS bits are 0
"""

from __future__ import annotations

import hashlib

from django.core import signing
from django.core.cache import cache
from django.utils.crypto import get_random_string
from django.utils.translation import gettext_lazy as _

from dudao.web.policies import Refused

SALT = "voices.proof"
BITS = 16
"""Some 65,000 hashes: a second on an old office computer, a day of one machine's work for a hundred thousand comments."""
LEAST_SECONDS, LEAST_PLAIN_SECONDS, MOST_SECONDS = 2, 8, 12 * 3600
"""A person reads before writing; longer without a proof; an older page is loaded again."""


def challenge_for(purpose: str) -> str:
    """What a page hands out for a purpose: signed, with the moment, never twice the same."""
    return signing.TimestampSigner(salt=SALT).sign(f"{purpose}.{get_random_string(8)}")


def is_answer(challenge: str, number: str, bits: int = BITS) -> bool:
    """Whether a number proves the work for a challenge."""
    if not (number.isascii() and number.isdigit() and len(number) <= 16):
        return False
    found = hashlib.sha256(f"{challenge}:{number}".encode()).digest()
    return int.from_bytes(found, "big") >> (256 - bits) == 0


def check_proof(purpose: str, challenge: str, number: str, *, least: int = LEAST_SECONDS) -> bool:
    """Whether what was sent is proved; False for a page without a script.

    Args:
        least: seconds for which a page must have been open, with a proof.

    Raises:
        Refused: not from our page, too old, too quick, a wrong number, or a challenge that was used before.
    """
    signer = signing.TimestampSigner(salt=SALT)
    try:
        is_ours = signer.unsign(challenge, max_age=MOST_SECONDS).rsplit(".", 1)[0] == purpose
    except signing.BadSignature:
        is_ours = False
    if not is_ours:
        raise Refused(_("页面打开太久了，请刷新后再提交。"))
    if number and not is_answer(challenge, number):
        raise Refused(_("没有提交成功，请刷新页面后再试。"))
    _require_patience(signer, challenge, least if number else LEAST_PLAIN_SECONDS)
    if not cache.add(f"voices.spent.{hashlib.sha256(challenge.encode()).hexdigest()}", 1, MOST_SECONDS):
        raise Refused(_("这一页已经提交过了，请刷新后再试。"))
    return bool(number)


def _require_patience(signer: signing.TimestampSigner, challenge: str, seconds: int) -> None:
    try:
        signer.unsign(challenge, max_age=seconds)
    except signing.SignatureExpired:
        return
    raise Refused(_("提交得太快了，请稍等几秒再点一次。"))
