"""The door for a server: `granian --interface wsgi dudao.web.wsgi:application`."""

from __future__ import annotations

import os

from django.core.wsgi import get_wsgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "dudao.web.settings")
application = get_wsgi_application()

from dudao.web.site.warming import warm  # noqa: E402 - the apps must be there first

warm(application)
