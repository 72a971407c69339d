"""One module a command: dudao manage NAME."""
