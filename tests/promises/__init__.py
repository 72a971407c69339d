"""Tests about the project itself: what documentation and house style promise, these keep true."""
