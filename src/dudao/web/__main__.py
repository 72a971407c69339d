"""The site's own door, which the command line starts by name: python -m dudao.web serve | manage …"""

from __future__ import annotations

import os
import sys

from django.core.management import execute_from_command_line


def main() -> None:
    """Hand the words over to the site's commands; `serve` is one of them."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "dudao.web.settings")
    words = sys.argv[1:]
    execute_from_command_line(["dudao manage", *(words[1:] if words[:1] == ["manage"] else words)])


if __name__ == "__main__":
    main()
