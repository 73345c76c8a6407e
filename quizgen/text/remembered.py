"""What a function gave, looked up as in any dictionary: ``functools.lru_cache`` takes more than twice as long."""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeVar

K = TypeVar("K")
V = TypeVar("V")


class Remembered(dict[K, V]):
    """What ``function`` gives for each key, found when it is first looked up; all is forgotten once there are ``most``.

    Keys that are equal are one, so that they should be of one type.
    """

    def __init__(self, function: Callable[[K], V], most: int) -> None:
        super().__init__()
        self._function, self._most = function, most

    def __missing__(self, key: K) -> V:
        found = self._function(key)
        if len(self) >= self._most:
            self.clear()
        self[key] = found
        return found
