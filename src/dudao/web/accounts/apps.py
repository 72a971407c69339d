"""People and how they log in."""

from django.apps import AppConfig


class AccountsConfig(AppConfig):
    """People; what they may do comes from their posts (app `posts`)."""

    name = "dudao.web.accounts"
    label = "accounts"
