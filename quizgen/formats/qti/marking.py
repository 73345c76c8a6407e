"""How responses are marked: as ``quizgen.marking`` marks what stands on paper; the same misconceptions are told."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from fractions import Fraction

from quizgen.answers import Choice, Matching, Multiple, Number, Numerical, Option, Ordering
from quizgen.answers.following import names as followed
from quizgen.answers.numerical import components_of
from quizgen.answers.values import components
from quizgen.formats.qti import numbers
from quizgen.formats.qti.builder import Builder
from quizgen.formats.qti.model import BaseType, Case, Response, Tokens
from quizgen.formats.qti.tokens import close, correct, index, operation, value, variable, worked
from quizgen.math.tree import Expr

_DOUBLE = Fraction(1, 10**6)
"""How far doubles that were worked out are off, at most, from what is exact."""


def chosen(answer: Choice, ids: Sequence[str], unit: int, wrong: Fraction, to: Builder) -> str:
    """One option is right; a wrong one costs ``wrong`` of the points, no answer nothing."""
    name = to.respond(Response(to.next_id(), "single", "identifier", (ids[answer.right],)))
    cases = [Case(operation("match", (variable(name), correct(name))), unit * wrong.denominator)]
    for place, option in enumerate(answer.options):
        if option.slip:
            test = operation("match", (variable(name), value(ids[place], "identifier")))
            cases.append(Case(test, -unit * wrong.numerator, to.say(option.feedback)))
    to.add(*cases)
    return name


def several(answer: Multiple, ids: Sequence[str], unit: int, steps: int, to: Builder) -> str:
    """Each right option wins an equal share, and each wrong one loses one; nobody gets less than nothing."""
    gain, loss = steps // len(answer.right), steps // (len(ids) - len(answer.right) or 1)
    right = tuple(ids[place] for place in sorted(answer.right))
    worth = tuple((one, unit * (gain if one in right else -loss)) for one in ids)
    name = to.respond(Response(to.next_id(), "multiple", "identifier", right, worth))
    to.mapped(name)
    for place, option in enumerate(answer.options):
        if option.slip:
            to.add(Case(_member(name, ids[place], "identifier"), feedback=to.say(option.feedback, option.text)))
    return name


def matched(answer: Matching, prompts: Sequence[str], ids: Sequence[str], unit: int, to: Builder) -> str:
    """Each prompt counts by itself; whoever gives it something else is told about what belongs there."""
    pairs = [f"{prompt} {ids[place]}" for prompt, place in zip(prompts, answer.places, strict=True)]
    worth = tuple((pair, unit) for pair in pairs)
    name = to.respond(Response(to.next_id(), "multiple", "directedPair", tuple(pairs), worth))
    to.mapped(name)
    for place, (about, option) in enumerate(answer.pairs):
        others = [pair for one in ids if (pair := f"{prompts[place]} {one}") != pairs[place]]
        if others and option.slip:
            said = to.say(option.feedback, about)
            to.add(*(Case(_member(name, pair, "directedPair"), feedback=said) for pair in others))
    return name


def _member(name: str, one: str, base: BaseType) -> Tokens:
    """Whether something is among what was handed in."""
    return operation("member", (value(one, base), variable(name)))


def ordered(answer: Ordering, ids: Sequence[str], unit: int, to: Builder) -> str:
    """Each step in its right place counts; any other order is one mistake."""
    right = tuple(ids[place] for place in answer.places)
    name = to.respond(Response(to.next_id(), "ordered", "identifier", right))
    for place, one in enumerate(right, start=1):
        to.add(Case(operation("match", (index(place, variable(name)), value(one, "identifier"))), unit))
    given = operation("not", (operation("isNull", (variable(name),)),))
    other = operation("not", (operation("match", (variable(name), correct(name))),))
    to.add(Case(operation("and", (given, other)), feedback=to.say(answer.slip.feedback)))
    return name


def written(answer: Numerical, unit: int, to: Builder) -> tuple[str, ...]:
    """A number, or each of a shape's: right as it is or from the learner's own earlier ones, else a known mistake."""
    key = components(answer.key)
    names = []
    for number in key:
        shown = numbers.typed(number, answer.tolerance)
        names.append(to.respond(Response(to.next_id(), "single", "float", (shown,))))
    cases = [Case(_near(names, key, answer.tolerance), unit)]
    if carried := _worked(names, answer.follows, key, answer.tolerance, to):
        cases.append(Case(carried, unit))
    cases += [
        Case(test, feedback=to.say(one.feedback)) for one in answer.foreseen for test in _shown(names, one, key, to)
    ]
    to.add(*cases)
    for own, response in zip(answer.names, names, strict=False):
        if own in to.names:
            given = operation("not", (operation("isNull", (variable(response),)),))
            to.add(Case(given, own=((to.names[own], response),)))
    return tuple(names)


def _near(names: Sequence[str], wanted: Sequence[Number], allowed: Number) -> Tokens:
    return operation("and", (_one(name, number, allowed) for name, number in zip(names, wanted, strict=True)))


def _one(name: str, number: Number, allowed: Number) -> Tokens:
    return close(value(numbers.decimal(number), "float"), variable(name), numbers.tolerance(number, allowed))


def _shown(names: Sequence[str], option: Option, key: Sequence[Number], to: Builder) -> Iterator[Tokens]:
    """Whether what was written shows a mistake, as it is or from the learner's own numbers; nothing nobody can type."""
    values = components_of(option)
    tests = []
    if len(values) == len(names) and (option.tolerance or all(map(numbers.exact, values))):
        tests.append(_near(names, values, option.tolerance))
    if len(option.follows) == len(names) and (
        own := _worked(names, option.follows, values or key, option.tolerance, to)
    ):
        tests.append(own)
    if tests:
        yield operation("or", tests)


def _worked(
    names: Sequence[str], trees: Collection[Expr], about: Sequence[Number], allowed: Number, to: Builder
) -> Tokens | None:
    """Whether what was written is what follows from earlier answers; nothing where it follows from none."""
    if not trees or not followed(trees) <= to.names.keys():
        return None
    found = [worked(tree, to.names) for tree in trees]
    tests = [
        close(one, variable(name), numbers.tolerance(number, allowed or _DOUBLE))
        for name, one, number in zip(names, found, about, strict=True)
        if one is not None
    ]
    return operation("and", tests) if len(tests) == len(names) else None
