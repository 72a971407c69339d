"""Addresses of people."""

from django.urls import path

from dudao.web.people.views import applications, delegations, invitations, people, why

app_name = "people"
urlpatterns = [
    path("", people.person_list, name="person-list"),
    path("posts/give/", people.post_give, name="post-give"),
    path("posts/<uuid:post_id>/end/", people.post_end, name="post-end"),
    path("invitations/", invitations.invitation_list, name="invitation-list"),
    path("invitations/new/", invitations.invitation_new, name="invitation-new"),
    path("invitations/<uuid:invitation_id>/withdraw/", invitations.invitation_withdraw, name="invitation-withdraw"),
    path("join/<str:secret>/", invitations.join, name="join"),
    path("apply/", applications.apply, name="apply"),
    path("apply/<uuid:application_id>/", applications.application_state, name="application-state"),
    path("applications/", applications.application_list, name="application-list"),
    path("applications/<uuid:application_id>/", applications.application_decide, name="application-decide"),
    path("password/", applications.password_lost, name="password-lost"),
    path("password/<str:secret>/", applications.password_reset, name="password-reset"),
    path("delegations/", delegations.delegation_list, name="delegation-list"),
    path("delegations/<int:delegation_id>/revoke/", delegations.delegation_revoke, name="delegation-revoke"),
    path("<uuid:person_id>/", people.person_detail, name="person-detail"),
    path("<uuid:person_id>/why/", why.person_why, name="person-why"),
    path("<uuid:person_id>/reset-link/", people.reset_link, name="reset-link"),
    path("<uuid:person_id>/account/<slug:change>/", people.account_change, name="account-change"),
]
