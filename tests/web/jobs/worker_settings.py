"""Settings of a site of its own, for tests that kill its workers: the real ones, and the jobs that tests play with."""

from dudao.web.settings import *  # noqa: F403
from dudao.web.settings import INSTALLED_APPS

INSTALLED_APPS = [*INSTALLED_APPS, "tests.web.jobs.apps.PlayedConfig"]
