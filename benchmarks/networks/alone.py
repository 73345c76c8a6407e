"""``python -m benchmarks.networks.alone LIBRARY NAME BYTES SECONDS``: one network in a process of such limits."""

from __future__ import annotations

import resource
import sys

import msgspec

from benchmarks.networks import zoo
from benchmarks.networks.record import MEMORY, Record, recorded


def main(library: str, name: str, room: int, seconds: int) -> None:
    """Prints the record as the last line of what is printed."""
    resource.setrlimit(resource.RLIMIT_DATA, (room, room))
    resource.setrlimit(resource.RLIMIT_CPU, (seconds, seconds + 10))
    try:
        found = recorded(zoo.Name(library, name))
    except MemoryError:
        found = Record(library, name, MEMORY)
    sys.stdout.write(f"\n{msgspec.json.encode(found).decode()}\n")


if __name__ == "__main__":
    main(sys.argv[1], sys.argv[2], int(sys.argv[3]), int(sys.argv[4]))
