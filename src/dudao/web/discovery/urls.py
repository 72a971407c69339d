"""Addresses of this app."""

app_name = "discovery"
urlpatterns: list[object] = []
