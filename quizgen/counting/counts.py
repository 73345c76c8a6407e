"""How many items there are, from ``banks/spaces.json`` where it is up to date, else counted."""

from __future__ import annotations

import json
from collections.abc import Mapping
from functools import cache
from hashlib import blake2b
from importlib import import_module
from pathlib import Path
from typing import Any

from quizgen import resources
from quizgen.asking.source import Source
from quizgen.model import LEVELS, Kind, Level

BANK = "spaces.json"
Counts = Mapping[Level, Mapping[Kind, int]]
_SHARED = (
    *("formulas/*.py", "misconceptions/*.py", "math/*.py", "families/*/shared/*.py", "chains/*.py"),
    *("architectures/*.py", "one_layer/*.py", "tracing/*.py", "layers/*.py", "space/*.py", "decks/*.py"),
    *("asking/computed.py", "asking/family.py", "asking/which_layer.py"),
)


def counts(source: Source) -> Counts:
    """Items by level and kind; counted now if the bank does not know the source as it is, or if it is authored."""
    entry = None if source.authored else _bank().get(source.id)
    if entry is not None and entry["hash"] == fingerprint(source):
        stored: Counts = entry["levels"]
        return stored
    return counted(source)


def counted(source: Source) -> Counts:
    """Items by level and kind, from the tables."""
    return {level: {kind: source.count(level, kind) for kind in source.kinds} for level in LEVELS}


def distinct(source: Source) -> dict[Level, int]:
    """Distinct items a level: a family's kinds ask about the same points, so the largest count; else the sum."""
    together = sum if source.authored else max
    return {level: together(kinds.values()) for level, kinds in counts(source).items()}


def there(source: Source, level: Level, kind: Kind | None) -> int:
    """How many items can be had; without a kind each in its own."""
    return counts(source)[level].get(kind, 0) if kind else distinct(source)[level]


@cache
def _bank() -> dict[str, Any]:
    path = resources.banks() / BANK
    return dict(json.loads(path.read_text(encoding="utf-8"))) if path.exists() else {}


def fingerprint(source: Source) -> str:
    """A hash of the files that the counts depend on: the family's, the topics', and what families are made of."""
    own = Path(str(import_module(source.module).__file__))
    return blake2b(b"\0".join([own.read_bytes(), _shared()]), digest_size=12).hexdigest()


@cache
def _shared() -> bytes:
    root = Path(__file__).parent.parent
    files = [path for pattern in _SHARED for path in sorted(root.glob(pattern))]
    files += sorted((resources.banks() / "architectures").glob("*.toml"))
    return b"\0".join(path.read_bytes() for path in files)
