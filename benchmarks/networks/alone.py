"""One network in a process with limits of its own, forked from one in which torch and both libraries are loaded."""

from __future__ import annotations

import resource
from multiprocessing.connection import Connection

import msgspec

from benchmarks.networks import zoo
from benchmarks.networks.record import MEMORY, Record, recorded, starved

LOADED = tuple(map(zoo.library, zoo.LIBRARIES))
"""By the server that processes are forked from, once."""


def told(one: zoo.Name, room: int, seconds: int, answers: Connection) -> None:
    """Sends the record of a network that may take so many bytes and seconds of CPU time."""
    resource.setrlimit(resource.RLIMIT_DATA, (room, room))
    resource.setrlimit(resource.RLIMIT_CPU, (seconds, seconds + 10))
    try:
        found = recorded(one)
    except Exception as error:  # noqa: BLE001 - whatever is wrong, it is this network's
        said = f"{type(error).__name__}: {' '.join(str(error).split())}"
        found = Record(one.library, one.name, MEMORY if starved(said) else said)
    answers.send_bytes(msgspec.json.encode(found))
