"""What is done about people: invitations, applications, accounts; each one transaction with its entry in the audit."""

from dudao.web.people.actions.accounts import (
    make_reset_link,
    remove_factors,
    restore_person,
    set_own_password,
    suspend_person,
)
from dudao.web.people.actions.applications import accept_application, apply_for_post, join_as_member, refuse_application
from dudao.web.people.actions.invitations import accept_invitation, invite_person, withdraw_invitation
from dudao.web.people.actions.new_people import NewPerson

__all__ = [
    "NewPerson",
    "accept_application",
    "accept_invitation",
    "apply_for_post",
    "invite_person",
    "join_as_member",
    "make_reset_link",
    "refuse_application",
    "remove_factors",
    "restore_person",
    "set_own_password",
    "suspend_person",
    "withdraw_invitation",
]
