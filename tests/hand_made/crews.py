"""Crews that work at once, in this process."""

from __future__ import annotations

import pickle
from collections.abc import Callable
from concurrent.futures import Future
from dataclasses import dataclass, field
from typing import Any


@dataclass
class Elsewhere:
    """A crew that works on what would reach another process of what it is given, and gives back the same."""

    width: int = 2
    inherits: bool = False
    handed: list[int] = field(default_factory=list)

    def submit(self, work: Callable[..., Any], /, *arguments: Any, **options: Any) -> Future[Any]:
        sent, wishes = pickle.loads(pickle.dumps((arguments, options)))  # noqa: S301 - our own
        self.handed.append(sum(one.count for one in getattr(sent[0], "portions", ())))
        done: Future[Any] = Future()
        done.set_result(pickle.loads(pickle.dumps(work(*sent, **wishes))))  # noqa: S301 - our own
        return done


class Here:
    """Threads, which work at once."""

    width, inherits = 2, False

    def submit(self, work: Callable[..., Any], /, *arguments: Any, **options: Any) -> Future[Any]:
        done: Future[Any] = Future()
        done.set_result(work(*arguments, **options))
        return done
