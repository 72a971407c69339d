"""What the test run leaves out where an extra is not installed."""

from importlib.util import find_spec

# Imports the OCR engine, which the tests do not install: it is heavy.
collect_ignore = [] if find_spec("rapidocr") else ["src/dudao/reports/readers/ocr_pages.py"]
