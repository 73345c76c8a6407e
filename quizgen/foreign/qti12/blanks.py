"""Canvas's texts with gaps, which have names in brackets: ``[gap1]``."""

from __future__ import annotations

from fractions import Fraction

from quizgen.foreign.judged.fields import Field
from quizgen.foreign.model import Accepted, Asked, Choosable, Choosing, Gap, Gaps, Passage, Words


def blanks(stem: Passage, places: list[Field]) -> Passage:
    """The stem with ``{#1}`` and so on for the names; a gap without a place in it stands at its end."""
    source = stem.source
    for count, field in enumerate(places, start=1):
        name = field.beside.source if field.beside else field.ident.removeprefix("response_")
        written = f"[{name}]"
        mark = f"{{#{count}}}"
        source = source.replace(written, mark, 1) if written in source else f"{source} {mark}"
    return Passage(source, stem.markup, stem.line)


def typed(asked: Asked, places: list[Field]) -> Asked:
    """Menus of gaps as what may be typed in them: Canvas takes any of a gap's labels for right."""
    gaps = asked.gaps if isinstance(asked, Gaps) else ()
    menus = [one.asked for one in gaps] if gaps else [asked]
    weights = [one.weight for one in gaps] or [Fraction(1)]
    found = [
        Gap(Words(tuple(map(_accepted, menu.options))), weight, field.line)
        for menu, weight, field in zip(menus, weights, places, strict=False)
        if isinstance(menu, Choosing)
    ]
    return Gaps(tuple(found)) if len(found) == len(places) else asked


def _accepted(option: Choosable) -> Accepted:
    return Accepted(option.text.source, None, Fraction(0), option.share, option.line, option.feedback)
