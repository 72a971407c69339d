"""Addresses of the interface for programs, and of its pages."""

from django.urls import path

from dudao.web.api import views
from dudao.web.api.interface import api

app_name = "api"
urlpatterns = [
    path("", views.reference, name="reference"),
    path("keys/", views.token_list, name="token-list"),
    path("keys/<str:address>/revoke/", views.token_revoke, name="token-revoke"),
    path("v1/", api.urls),
]
