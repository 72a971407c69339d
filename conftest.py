"""What the test run leaves out where an extra is not installed, and how long a single example may take."""

from importlib.util import find_spec

from hypothesis import settings

# Imports the OCR engine, which the tests do not install: it is heavy.
collect_ignore = [] if find_spec("rapidocr") else ["src/dudao/reports/readers/ocr_pages.py"]
# Starts a cluster: make test-spark.
collect_ignore += [] if find_spec("pyspark") else ["tests/spark"]

# On a busy machine a single example may take long without anything being wrong; tests of speed measure it themselves.
settings.register_profile("project", deadline=None)
settings.load_profile("project")
