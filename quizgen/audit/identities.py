"""One id, one feedback; one feedback, one id; and a concept for each: what holds over all misconceptions together."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from msgspec import Struct

from quizgen.answers import Slip
from quizgen.asking.source import Audited
from quizgen.errors import FormulaError
from quizgen.reading.shapes import SLUG
from quizgen.text.speech import SPEECH


class Use(Struct, frozen=True):
    """A misconception, and where it stands."""

    slip: Slip
    where: str

    @property
    def says(self) -> str:
        """Its feedback as it is spoken."""
        return SPEECH.line(self.slip.feedback)


def confusions(sources: Iterable[Audited]) -> Iterator[str]:
    """Each confusion of misconceptions in the sources and between them, in one sentence."""
    every: list[Use] = []
    for source in sources:
        try:
            groups = grouped_uses(source)
        except FormulaError as error:
            yield f"{source.id}: {error}"
            continue
        for group in groups:
            yield from _named_twice(group)
            every += group
    yield from mixed_up(every)


def grouped_uses(source: Audited) -> list[list[Use]]:
    """What a source names: for each item or quantity the misconceptions among which ids have to differ."""
    return [
        [Use(slip, f"{source.id} ({about})" if about else source.id) for slip in slips]
        for about, slips in source.slips().items()
    ]


def _named_twice(group: Sequence[Use]) -> Iterator[str]:
    seen: set[str] = set()
    for use in group:
        if use.slip.id in seen:
            yield f"{use.where} has two misconceptions '{use.slip.id}'; give one of them another id and feedback"
        seen.add(use.slip.id)


def mixed_up(uses: Iterable[Use]) -> Iterator[str]:
    """Ids that are no slugs, have two texts or two concepts, texts with two ids, and concepts with two meanings."""
    by_id: dict[str, Use] = {}
    by_text: dict[str, Use] = {}
    by_concept: dict[str, Use] = {}
    for use in uses:
        name = use.slip.id
        if name not in by_id and not SLUG.fullmatch(name):
            yield f"'{name}' in {use.where} is no slug; write small letters and digits with hyphens between words"
        yield from _other_meaning(by_id.setdefault(name, use), use)
        yield from _other_id(by_text.setdefault(use.says, use), use)
        yield from _other_concept(by_concept.setdefault(use.slip.concept.id, use), use)


def _other_meaning(first: Use, use: Use) -> Iterator[str]:
    name = use.slip.id
    if first.says != use.says:
        yield (
            f"'{name}' says '{first.says}' in {first.where} and '{use.says}' in {use.where}; "
            f"give one of the two another id, or both the same feedback"
        )
    elif first.slip.concept.id != use.slip.concept.id:
        one, other = first.slip.concept.id, use.slip.concept.id
        yield (
            f"'{name}' is about '{one}' in {first.where} and about '{other}' in {use.where}; "
            f"name the same concept in both"
        )


def _other_id(first: Use, use: Use) -> Iterator[str]:
    if first.slip.id != use.slip.id:
        yield (
            f"'{first.slip.id}' in {first.where} and '{use.slip.id}' in {use.where} say the same, '{use.says}'; "
            f"give both one id, or say in each what that very mistake was"
        )


def _other_concept(first: Use, use: Use) -> Iterator[str]:
    """A concept that somebody brings himself under the id of another one."""
    if first.slip.concept != use.slip.concept:
        yield (
            f"the concept '{use.slip.concept.id}' has another name or meaning in {use.where} than in {first.where}; "
            f"give one of the two another id"
        )
