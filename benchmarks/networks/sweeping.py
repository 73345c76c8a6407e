"""All networks, each in a process of its own; what is found is kept line by line, so that a run can go on later."""

from __future__ import annotations

import multiprocessing
import signal
from collections.abc import Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor, as_completed
from pathlib import Path

import msgspec

from benchmarks.networks.record import MEMORY, Record
from benchmarks.networks.zoo import Name

ROOM = 6 << 30
"""Bytes that a network may take: its parameters, its maps, and the marks."""
PATIENCE = 300
"""Seconds of CPU time: it does not matter what else the machine does."""
SECONDS = "it takes longer than it may"
ENDS = {-signal.SIGXCPU: SECONDS, -signal.SIGKILL: MEMORY}
"""What it means that a process ended so; the system kills one when there is no memory left."""
_DECODER = msgspec.json.Decoder(Record)


def kept(path: Path) -> dict[Name, Record]:
    """What an earlier run found; a last line that was cut off does not count."""
    found: dict[Name, Record] = {}
    for line in path.read_bytes().splitlines() if path.exists() else ():
        try:
            record = _DECODER.decode(line)
        except msgspec.MsgspecError:
            continue
        found[Name(record.library, record.name)] = record
    return found


def swept(names: Sequence[Name], path: Path, processes: int) -> Iterator[Record]:
    """The records of networks that ``path`` does not know yet, which are added to it as they come."""
    known = kept(path)
    path.parent.mkdir(parents=True, exist_ok=True)
    with ThreadPoolExecutor(processes) as pool, path.open("ab") as file:
        file.write(b"\n")  # ends a line that was cut off
        for done in as_completed([pool.submit(alone, name) for name in names if name not in known]):
            record = done.result()
            file.write(msgspec.json.encode(record) + b"\n")
            file.flush()
            yield record


def alone(one: Name) -> Record:
    """What a process of its own finds, or how it ended."""
    from benchmarks.networks.alone import told

    context = multiprocessing.get_context("forkserver")
    context.set_forkserver_preload(["benchmarks.networks.alone"])
    answers, theirs = context.Pipe(duplex=False)
    process = context.Process(target=told, args=(one, ROOM, PATIENCE, theirs))
    process.start()
    theirs.close()
    try:
        return _DECODER.decode(answers.recv_bytes())
    except EOFError:
        process.join()
        return Record(
            one.library, one.name, ENDS.get(process.exitcode or 0, f"its process ended with {process.exitcode}")
        )
    finally:
        process.join()
        answers.close()
