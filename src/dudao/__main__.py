"""`python -m dudao` is the command line."""

from dudao.cli.main import entry

entry()
