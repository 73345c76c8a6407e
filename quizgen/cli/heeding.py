"""Options that only some formats heed: where none of those that are asked for does, an option is refused."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from quizgen.errors import UsageError
from quizgen.formats.protocol import Format, Heeding
from quizgen.reading.advice import alternatives

MOST = 5
"""So many formats are named; of more one is enough."""
USUAL = "pdf"


def heeds(option: str, fmt: Format) -> bool:
    """Whether a format says that it heeds ``--option``."""
    return isinstance(fmt, Heeding) and option in fmt.heeds


def require(option: str, chosen: Sequence[Format], among: Callable[[str, Format], bool] = heeds) -> None:
    """Raises UsageError, with the formats that heed ``--option``, where no chosen one does; ``among`` tells them."""
    if any(among(option, fmt) for fmt in chosen):
        return
    from quizgen import catalog

    formats = ", ".join(fmt.name for fmt in chosen)
    others = [name for name, fmt in catalog.formats().items() if among(option, fmt)]
    raise UsageError(f"--{option} does nothing for {formats}: {_advice(others)}")


def _advice(others: Sequence[str]) -> str:
    if len(others) > MOST:
        return f"add another format, such as --format {USUAL if USUAL in others else others[0]}, or leave it out"
    named = alternatives(others).replace("'", "") if others else ""
    return f"add --format {named}{',' * (len(others) > 1)} or leave it out" if named else "leave it out"
