#!/usr/bin/env python3
"""The door to the site's own commands: python manage.py COMMAND (the same as `dudao manage COMMAND`)."""

import os
import sys

from django.core.management import execute_from_command_line

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "dudao.web.settings")
execute_from_command_line(sys.argv)
