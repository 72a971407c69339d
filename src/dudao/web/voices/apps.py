"""What the public says of documents: comments and complaints, and how the office answers."""

from django.apps import AppConfig


class VoicesConfig(AppConfig):
    """Comments and complaints."""

    name = "dudao.web.voices"
