"""Freezing a submission into a sealed bundle, approval, public notice, sending and receipt."""
