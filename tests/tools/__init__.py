"""Tests of what contributors run."""
