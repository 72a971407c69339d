"""Addresses of this app."""

app_name = "readers"
urlpatterns: list[object] = []
