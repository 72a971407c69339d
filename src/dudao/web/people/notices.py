"""Letters about people: sent after the action stands, only where the site has a mail server; pages show all of it anyway."""

from __future__ import annotations

import logging

from django.conf import settings
from django.core.mail import send_mail
from django.urls import reverse
from django.utils.translation import gettext as _

from dudao.web.people.models import Application, Invitation, ResetLink

log = logging.getLogger(__name__)


def address_of(name: str, secret: str) -> str:
    """The whole address behind a one-time link."""
    return settings.SITE.address.rstrip("/") + reverse(name, args=[secret])


def invited(made: Invitation, secret: str) -> None:
    """To the invited."""
    text = _("%(name)s：\n\n您被邀请担任%(body)s的“%(role)s”。请在 %(until)s 前打开：\n%(address)s\n")
    told = {"name": made.name, "body": made.body.name, "role": made.role_label, "until": f"{made.expires_at:%Y-%m-%d}"}
    _send(_("邀请您使用教育督导平台"), text % {**told, "address": address_of("people:join", secret)}, made.mail)


def reset_link_made(made: ResetLink, secret: str) -> None:
    """To who forgot the password."""
    text = _("%(name)s：\n\n请在 24 小时内打开下面的链接设置新密码：\n%(address)s\n")
    told = {"name": made.person.name, "address": address_of("people:password-reset", secret)}
    _send(_("重设密码"), text % told, made.person.mail or "")


def decided(found: Application) -> None:
    """To the applicant."""
    text = _("%(name)s：\n\n您的注册申请%(state)s。%(reason)s\n")
    told = {"name": found.name, "state": found.get_state_display(), "reason": found.reason}
    _send(_("注册申请办理结果"), text % told, found.mail)


def _send(subject: str, text: str, to: str) -> None:
    """A letter that cannot be sent is noted for the operator; the action stands."""
    if not (settings.SITE.mail and to):
        return
    try:
        send_mail(subject, text, settings.SITE.mail_from or None, [to])
    except OSError as error:  # smtplib's errors are of this kind
        log.warning("letter not sent to %s: %s", to, error)
