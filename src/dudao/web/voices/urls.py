"""Addresses of this app."""

app_name = "voices"
urlpatterns: list[object] = []
