"""One item against its witnesses and the rules for options: the only place where an Item is made."""

from __future__ import annotations

from fractions import Fraction
from itertools import pairwise

from quizgen import oracle
from quizgen.errors import Disagreement
from quizgen.model import Evidence, Item, Option, Question, Values


def verified(question: Question) -> Item:
    """The item, if every witness finds the formula's values and the options obey the rules; else Disagreement."""
    heard = [(witness, witness.run()) for witness in question.witnesses]
    for witness, found in heard:
        if found != witness.expected:
            opinions = ", ".join(f"{w.name} {_shown(f)}" for w, f in heard)
            raise _refused(question, f"the formula gives {_shown(witness.expected)}, but {opinions}")
    check_options(question)
    return Item(
        id=question.id,
        family=question.family,
        topic=question.topic,
        level=question.level,
        kind=question.kind,
        asks=question.asks,
        params=question.params,
        stem=question.stem,
        options=question.options,
        key=question.key,
        solution=question.solution,
        figures=question.figures,
        tags=(question.topic, question.family, question.level, *question.tags),
        source=question.source,
        evidence=_evidence(tuple(found for witness, found in heard if witness.name == "torch")),
        prompts=question.prompts,
    )


def _evidence(measured: tuple[Values, ...]) -> Evidence:
    """What torch gave; without a measurement torch has no say, and is not even imported."""
    return Evidence(oracle.version() if measured else "", measured)


def check_options(question: Question) -> None:
    """Raises Disagreement unless the options are distinct, attributed, in order, and right where they should be."""
    options = question.options
    right = [option for option in options if option.correct]
    if len({repr(option.value) for option in options}) != len(options):
        raise _refused(question, f"two options have the same value: {_values(options)}")
    if any(option.misconception is None for option in options if not option.correct):
        raise _refused(question, "a distractor comes from no named misconception")
    if (question.kind == "matching") != bool(question.prompts):
        raise _refused(question, f"a {question.kind} question has {len(question.prompts)} prompts")
    if _misses_the_key(question, right):
        raise _refused(question, f"the right options {_values(right)} are not the key {question.key}")
    _check_numbers(question)


def _misses_the_key(question: Question, right: list[Option]) -> bool:
    """Whether the key is not what the right options say."""
    options, key = question.options, question.key
    match question.kind:
        case "numerical":
            return bool(right) or any(option.value == key for option in options)
        case "choice":
            return [option.value for option in right] != [key]
        case "multiple":
            return tuple(option.value for option in right) != key or len(right) == len(options)
        case "matching":
            used = [place for place, option in enumerate(options) if option.correct]
            return not isinstance(key, tuple) or sorted(key) != used or len(key) != len(question.prompts)  # type: ignore[type-var]  # places
        case "ordering":
            places = tuple(range(len(options)))
            return not isinstance(key, tuple) or tuple(sorted(key)) != places or key == places  # type: ignore[type-var]  # places


def _check_numbers(question: Question) -> None:
    numbers = [option.value for option in question.options if isinstance(option.value, (int, Fraction))]
    if not question.signed and any(number <= 0 for number in numbers):
        raise _refused(question, f"an option is not positive: {_values(question.options)}")
    if any(a >= b for a, b in pairwise(numbers)):
        raise _refused(question, f"the options do not ascend: {_values(question.options)}")


def _values(options: list[Option] | tuple[Option, ...]) -> str:
    return ", ".join(str(option.value) for option in options)


def _shown(values: Values) -> str:
    return " × ".join(str(value) for value in values)


def _refused(question: Question, reason: str) -> Disagreement:
    return Disagreement(f"{question.family} ({question.level}) at {question.where}: {reason}")
