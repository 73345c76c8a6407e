"""What the command line says about plug-ins that cannot be used."""

from __future__ import annotations

from collections.abc import Collection, Sequence

from quizgen.cli.errors import remark


def left_out(also: Sequence[str] = (), *, every: bool = False, told: Collection[str] = ()) -> bool:
    """Says on standard error what cannot be used; whether there is anything. The others can be used without it.

    ``also`` are sentences of the same kind. Of several only the first is said, and how many there are; or ``every``
    one on a line of its own, those about formats, too. Families whose ids are ``told`` need not be named.
    """
    from quizgen import catalog

    broken = [*catalog.broken_sources(told), *(catalog.broken_formats() if every else ()), *also]
    for sentence in broken if every or not broken else [catalog.first_of(broken)]:
        remark(f"Left out: {sentence}.")
    return bool(broken)
