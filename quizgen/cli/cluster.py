"""The workers of a cluster, which Dask's ``distributed`` hands the same pieces of work as processes get here."""

from __future__ import annotations

import logging
from collections.abc import Callable, Iterator
from concurrent.futures import CancelledError, Executor, Future, wait
from contextlib import contextmanager, suppress
from importlib import import_module
from typing import Any, ParamSpec, TypeVar

from msgspec import Struct

from quizgen.cli import vouching
from quizgen.errors import QuizgenError, UsageError
from quizgen.jobs.crew import Crew

P = ParamSpec("P")
R = TypeVar("R")
PATIENCE = 5
"""Seconds until a scheduler has to answer."""
PULSE = 1
"""Seconds after which somebody who waits looks whether the scheduler is still there."""
RUNNING = "running"
"""What a client says of itself that has its scheduler."""
GONE = frozenset({"closing", "closed"})
"""What a client says of itself that has given its scheduler up."""


class Awaited(Future[R]):
    """What a client was promised; its ``result`` is not waited for when the client has given its scheduler up.

    A promise that is made just then is neither kept nor broken by Dask.
    """

    def __init__(self, promised: Future[R], client: Any) -> None:
        super().__init__()
        self._promised, self._client = promised, client

    def result(self, timeout: float | None = None) -> R:
        """What the work gave, or what it raised; raises CancelledError where the scheduler is gone."""
        while not self._promised.done() and self._client.status not in GONE:
            wait([self._promised], PULSE if timeout is None else timeout)
            if timeout is not None:
                break
        if not self._promised.done() and self._client.status in GONE:
            raise CancelledError
        return self._promised.result(timeout)


class Workers(Struct, frozen=True):
    """The processes that work for a scheduler, each of which does one piece of work at a time."""

    width: int
    client: Any
    executor: Executor
    maker: vouching.Maker
    inherits: bool = False

    def submit(self, work: Callable[P, R], /, *arguments: P.args, **options: P.kwargs) -> Future[R]:
        """Hands a piece of work over, to be done where the code is the same."""
        if self.client.status in GONE:
            raise CancelledError
        return Awaited(self.executor.submit(vouching.vouched, self.maker, work, arguments, options), self.client)


@contextmanager
def workers(address: str) -> Iterator[Crew]:
    """The workers of the scheduler at an address.

    Raises QuizgenError where Dask is not installed, nobody answers, nobody works, or all who do are gone.
    """
    client = _client(address)
    executor = client.get_executor(pure=False)
    try:
        yield Workers(_width(client, address), client, executor, vouching.maker())
    except Exception as error:
        sentence = _sentence(error, address, gone=_gone(client))
        if sentence is None:
            raise
        raise sentence from error
    finally:
        _let_go(executor, client)


def _let_go(executor: Executor, client: Any) -> None:
    """Ends what the client holds; one that has lost its scheduler cannot tell it that, and raises."""
    for end in (lambda: executor.shutdown(wait=False), client.close):
        with suppress(Exception):
            end()


def _client(address: str) -> Any:
    try:
        distributed: Any = import_module("distributed")
    except ModuleNotFoundError:
        raise QuizgenError('--cluster needs Dask, which is not installed: pip install "quizgen[cluster]"') from None
    _silence("distributed", "tornado")
    comm: Any = import_module("distributed.comm.registry")
    try:
        comm.get_backend(import_module("distributed.comm").parse_address(address)[0])
        return distributed.Client(address, timeout=PATIENCE, set_as_default=False)
    except ValueError as error:
        wanted = "write one such as tcp://10.0.0.1:8786"
        raise UsageError(f"--cluster: '{address}' is no address ({error}); {wanted}") from None
    except OSError:
        raise QuizgenError(f"no scheduler answers at {address}: start one there with 'dask scheduler'") from None


def _silence(*packages: str) -> None:
    """Lets packages say nothing by themselves: what concerns the user is said in one sentence."""
    for name in (*packages, *logging.root.manager.loggerDict):
        if name.partition(".")[0] in packages:
            logging.getLogger(name).setLevel(logging.CRITICAL + 1)


def _width(client: Any, address: str) -> int:
    """How many workers there are; raises QuizgenError where there is none."""
    number = len(client.nthreads())
    if not number:
        raise QuizgenError(f"nobody works for the scheduler at {address}: start workers with 'dask worker {address}'")
    return number


def _gone(client: Any) -> bool:
    """Whether the scheduler answers no more; it is asked, since a client learns late that it has lost it.

    A client that has lost it answers with whatever it comes upon.
    """
    with suppress(Exception):
        client.sync(client.scheduler.identity, callback_timeout=PATIENCE)
        return bool(client.status != RUNNING)
    return True


def _sentence(error: Exception, address: str, *, gone: bool) -> QuizgenError | None:
    """What is wrong with the cluster; nothing for an error of another kind.

    When the scheduler is ``gone``, Dask raises whatever its client comes upon first.
    """
    from distributed import KilledWorker
    from distributed.comm.core import CommClosedError

    if isinstance(error, KilledWorker):
        return QuizgenError(f"several workers of {address} died of the same work, perhaps for want of memory")
    if isinstance(error, CommClosedError | CancelledError) or (gone and not isinstance(error, QuizgenError)):
        return QuizgenError(f"the scheduler at {address} is gone, and nothing was written: run this again")
    if _cannot_load(error):
        same = f"install quizgen {vouching.maker().version} on all machines"
        return QuizgenError(f"the scheduler or a worker of {address} cannot load this version of quizgen: {same}")
    return None


def _cannot_load(error: Any) -> bool:
    """Whether code that is here is not there."""
    causes = (error, error.__cause__, error.__context__)
    missing = any(isinstance(one, ImportError | AttributeError) and "quizgen" in str(one) for one in causes)
    return missing or "deserializ" in str(error)
