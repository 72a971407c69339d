"""Sealed bundles in the site's storage, each under its hash: written once, never written over."""

from __future__ import annotations

from pathlib import Path

from django.core.files import File
from django.core.files.storage import default_storage


def keep_bundle(path: Path, name: str) -> str:
    """Put a file into the storage under a name made of its hash, unless it is there; gives back the name."""
    place = f"bundles/{name[:2]}/{name}.zip"
    if not default_storage.exists(place):
        with path.open("rb") as file:
            default_storage.save(place, File(file))
    return place
