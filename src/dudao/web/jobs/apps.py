"""Long work."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class JobsConfig(AppConfig):
    """Work that outlasts a request: waits, runs with progress, is tried again after a killed worker, and tells plainly how it ended."""

    name = "dudao.web.jobs"

    def ready(self) -> None:
        """Menu and explanations."""
        from dudao.web.jobs import actions  # noqa: F401 - declares the names of its actions
        from dudao.web.jobs.policy import may_see_jobs
        from dudao.web.jobs.queries import open_jobs_of
        from dudao.web.pages.menu import Entry, add_entry
        from dudao.web.posts.explain import explain

        explain(_("查看自己发起的后台任务"), may_see_jobs)
        add_entry(Entry("jobs:job-list", _("任务中心"), "hourglass-split", "site", 90, may_see_jobs, open_jobs_of))
