"""Addresses of the way in: those of allauth that the site uses; opening an account, mail and reset are ways of `people`."""

from allauth.account import views
from django.conf import settings
from django.urls import include, path

urlpatterns = [
    path("login/", views.login, name="account_login"),
    path("logout/", views.logout, name="account_logout"),
    path("inactive/", views.account_inactive, name="account_inactive"),
    path("reauthenticate/", views.reauthenticate, name="account_reauthenticate"),
    path("password/change/", views.password_change, name="account_change_password"),
    path("password/set/", views.password_set, name="account_set_password"),
    path("security/", include("allauth.mfa.urls")),
]

if settings.SITE.oidc_server:
    from allauth.socialaccount import views as office

    urlpatterns += [
        path("office/", include("allauth.socialaccount.providers.openid_connect.urls")),
        path("office/cancelled/", office.login_cancelled, name="socialaccount_login_cancelled"),
        path("office/error/", office.login_error, name="socialaccount_login_error"),
    ]
