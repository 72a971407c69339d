"""The browser of the tests of pages, here for the page of an explanation."""

from tests.reports.output.conftest import chromium

__all__ = ["chromium"]
