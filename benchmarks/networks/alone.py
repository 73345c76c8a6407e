"""``python -m benchmarks.networks.alone LIBRARY NAME BYTES``: one network in a process that may take so much memory."""

from __future__ import annotations

import resource
import sys

import msgspec

from benchmarks.networks import zoo
from benchmarks.networks.record import MEMORY, Record, recorded


def main(library: str, name: str, room: int) -> None:
    """Prints the record as the last line of what is printed."""
    resource.setrlimit(resource.RLIMIT_DATA, (room, room))
    try:
        found = recorded(zoo.Name(library, name))
    except MemoryError:
        found = Record(library, name, MEMORY)
    sys.stdout.write(f"\n{msgspec.json.encode(found).decode()}\n")


if __name__ == "__main__":
    main(sys.argv[1], sys.argv[2], int(sys.argv[3]))
