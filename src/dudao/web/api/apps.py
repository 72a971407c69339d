"""The interface for programs."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class ApiConfig(AppConfig):
    """What programs read and write, by the rights, actions and checks of the pages."""

    name = "dudao.web.api"

    def ready(self) -> None:
        """Explanations."""
        from dudao.web.api import actions  # noqa: F401 - declares the names of its actions
        from dudao.web.api.policy import may_make_tokens
        from dudao.web.posts.explain import explain

        explain(_("为自己的岗位生成接口密钥"), may_make_tokens)
