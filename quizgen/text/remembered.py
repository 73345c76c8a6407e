"""What a function gave, looked up as in any dictionary: ``functools.lru_cache`` takes more than twice as long."""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeVar

K = TypeVar("K")
V = TypeVar("V")


class Remembered(dict[K, V]):
    """What ``function`` gives for each key, found when it is first looked up; at most ``most`` are held.

    Half of them may be new. When there are so many, they become the old ones, and of those that were old before all are
    forgotten that nobody has looked up since: what comes again and again stays. Keys that are equal are one, so that
    they should be of one type.
    """

    def __init__(self, function: Callable[[K], V], most: int) -> None:
        super().__init__()
        self.most, self._function, self._half = most, function, most // 2
        self._old: dict[K, V] = {}

    def __missing__(self, key: K) -> V:
        found = self._old.pop(key) if key in self._old else self._function(key)
        if len(self) >= self._half:
            self._old = self.copy()
            self.clear()
        self[key] = found
        return found

    @property
    def held(self) -> int:
        """How many are held, new ones and old ones."""
        return len(self) + len(self._old)
