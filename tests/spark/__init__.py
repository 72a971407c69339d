"""Tests on a real Spark cluster: make test-spark."""
