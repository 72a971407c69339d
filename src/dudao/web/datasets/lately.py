"""What was worked out lately, kept by what it rests on: nothing in it can grow old, the oldest use goes first."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Callable, Hashable
from threading import Lock
from typing import Generic, TypeVar

Thing = TypeVar("Thing")


class Lately(Generic[Thing]):
    """The things asked for last, at most so many; several threads may ask.

    >>> squares = Lately[int](2)
    >>> [squares.of(number, lambda: number * number) for number in (2, 3, 2, 4)]
    [4, 9, 4, 16]
    >>> list(squares.found)
    [2, 4]
    """

    def __init__(self, most: int) -> None:
        self.most = most
        self.found: OrderedDict[Hashable, Thing] = OrderedDict()
        self.lock = Lock()

    def get(self, key: Hashable) -> Thing | None:
        """What is kept under a key; None where there is nothing, or no longer."""
        with self.lock:
            if key in self.found:
                self.found.move_to_end(key)
            return self.found.get(key)

    def put(self, key: Hashable, thing: Thing) -> None:
        """Keep a thing under a key."""
        with self.lock:
            self.found[key] = thing
            self.found.move_to_end(key)
            while len(self.found) > self.most:
                self.found.popitem(last=False)

    def of(self, key: Hashable, make: Callable[[], Thing]) -> Thing:
        """What is kept under a key, else what `make` gives, which two who ask at once may both do."""
        found = self.get(key)
        if found is None:
            found = make()
            self.put(key, found)
        return found
