"""Addresses of this app."""

app_name = "publishing"
urlpatterns: list[object] = []
