"""All networks, each in a process of its own; what is found is kept line by line, so that a run can go on later."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import msgspec

from benchmarks.networks.record import MEMORY, Record, starved
from benchmarks.networks.zoo import Name

ROOM = 6 << 30
"""Bytes that a network may take: its parameters, its maps, and the marks."""
PATIENCE = 300
"""Seconds."""
KILLED = -9
"""How a process ends that the system wants memory back from."""
SECONDS = "it takes longer than it may"
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
        for record in pool.map(alone, [name for name in names if name not in known]):
            file.write(msgspec.json.encode(record) + b"\n")
            file.flush()
            yield record


def alone(one: Name) -> Record:
    """What a process of its own finds, or how it ended."""
    command = [sys.executable, "-m", "benchmarks.networks.alone", one.library, one.name, str(ROOM)]
    surroundings = os.environ | {"OMP_NUM_THREADS": "1", "HF_HUB_OFFLINE": "1"}
    try:
        done = subprocess.run(command, capture_output=True, timeout=PATIENCE, check=False, env=surroundings)  # noqa: S603 - names of networks
    except subprocess.TimeoutExpired:
        return Record(one.library, one.name, SECONDS)
    lines = done.stdout.splitlines()
    if done.returncode == 0 and lines:
        return _DECODER.decode(lines[-1])
    said = done.stderr.decode(errors="replace").strip().splitlines()
    reason = said[-1] if said else f"its process ended with {done.returncode}"
    return Record(one.library, one.name, MEMORY if done.returncode == KILLED or starved(reason) else reason)
