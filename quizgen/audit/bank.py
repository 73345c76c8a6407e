"""``python -m quizgen.audit.bank`` writes what is generated into ``banks/``; ``--check`` says what is out of date."""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator
from pathlib import Path

from quizgen import catalog, resources
from quizgen.audit.gallery import gallery
from quizgen.counts import BANK, counted, fingerprint
from quizgen.formats.protocol import File


def generated() -> Iterator[File]:
    """The generated files, with names relative to ``banks/``."""
    spaces = {source.id: {"hash": fingerprint(source), "levels": counted(source)} for source in catalog.sources()}
    yield File(BANK, [(json.dumps(spaces, indent=1) + "\n").encode()])
    yield from gallery()


def main() -> int:
    """Exit status: 1 if something is out of date and was only to be checked."""
    check = "--check" in sys.argv[1:]
    stale = []
    for file in generated():
        path, new = resources.banks() / file.name, b"".join(file.chunks)
        if not path.exists() or path.read_bytes() != new:
            stale.append(path)
            if not check:
                _write(path, new)
    for path in stale:
        print(f"{'out of date, run make bank' if check else 'written'}: {path}")  # noqa: T201 - a maker's tool
    return int(check and bool(stale))


def _write(path: Path, data: bytes) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(data)


if __name__ == "__main__":
    sys.exit(main())
