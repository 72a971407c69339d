"""Numbers that look drawn by lot and are the same each time; whole things shared out so that they add up."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from math import floor


def chance(*keys: object) -> float:
    """A number from 0 up to, not including, 1 that depends on the keys alone."""
    digest = hashlib.blake2b("|".join(map(str, keys)).encode(), digest_size=6).digest()
    return int.from_bytes(digest, "big") / 2**48


def between(low: float, high: float, *keys: object) -> float:
    """A number between two ends."""
    return low + (high - low) * chance(*keys)


def shared_out(total: int, weights: Sequence[float], least: int = 0) -> list[int]:
    """A whole number in parts by weight, each at least `least`; the largest remainders take what is left over."""
    free = total - least * len(weights)
    if free < 0:
        raise ValueError(f"{total} cannot be shared by {len(weights)} with {least} each")
    whole = sum(weights)
    exact = [free * weight / whole for weight in weights]
    parts = [floor(each) for each in exact]
    by_remainder = sorted(range(len(parts)), key=lambda index: (parts[index] - exact[index], index))
    for index in by_remainder[: free - sum(parts)]:
        parts[index] += 1
    return [part + least for part in parts]


def sizes_within(total: int, limits: Sequence[tuple[int, int]], *keys: object) -> list[int]:
    """A size for each pair of limits, together `total`; raises ValueError where no sizes within the limits add up to it."""
    sizes = [low + floor((high - low + 1) * chance(*keys, index)) for index, (low, high) in enumerate(limits)]
    order = sorted(range(len(sizes)), key=lambda index: chance(*keys, "order", index))
    missing = total - sum(sizes)
    while missing:
        step = 1 if missing > 0 else -1
        moved = 0
        for index in order:
            low, high = limits[index]
            if missing and low <= sizes[index] + step <= high:
                sizes[index] += step
                missing -= step
                moved += 1
        if not moved:
            raise ValueError(f"no class sizes add up to {total}")
    return sizes
