"""How responses are marked: as ``quizgen.marking`` marks what stands on paper; the same misconceptions are told."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from fractions import Fraction

from quizgen.answers import Choice, Matching, Multiple, Number, Numerical, Option, Ordering
from quizgen.answers.following import names as followed
from quizgen.answers.numerical import components_of
from quizgen.answers.values import components
from quizgen.formats.qti import numbers
from quizgen.formats.qti.builder import Builder
from quizgen.formats.qti.model import NOTHING, Case, Response, Tokens
from quizgen.formats.qti.tokens import about, correct, index, operation, same, value, variable, within, worked
from quizgen.math.tree import Expr
from quizgen.text import Text

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
            test = operation("member", (value(ids[place], "identifier"), variable(name)))
            to.add(Case(test, feedback=to.say(option.feedback, option.text)))
        elif option.overlooked:
            given = operation("not", (operation("isNull", (variable(name),)),))
            chosen = operation("member", (value(ids[place], "identifier"), variable(name)))
            left = operation("and", (given, operation("not", (chosen,))))
            to.add(Case(left, feedback=to.say(option.overlooked.feedback, option.text)))
    return name


def matched(answer: Matching, prompts: Sequence[str], ids: Sequence[str], unit: int, to: Builder) -> str:
    """Each prompt counts by itself; whoever gives it something else is told about what belongs there."""
    pairs = [f"{prompt} {ids[place]}" for prompt, place in zip(prompts, answer.places, strict=True)]
    worth = tuple((pair, unit) for pair in pairs)
    name = to.respond(Response(to.next_id(), "multiple", "directedPair", tuple(pairs), worth))
    to.mapped(name)
    for place, (prompt, option) in enumerate(answer.pairs):
        others = [pair for one in ids if (pair := f"{prompts[place]} {one}") != pairs[place]]
        if others and option.slip:
            said = to.say(option.feedback, prompt)
            to.add(
                *(Case(operation("member", (variable(to.pair(one)), variable(name))), feedback=said) for one in others)
            )
    return name


def ordered(answer: Ordering, ids: Sequence[str], unit: int, to: Builder) -> str:
    """Each step in its right place counts; any other order is one mistake."""
    right = tuple(ids[place] for place in answer.places)
    name = to.respond(Response(to.next_id(), "ordered", "identifier", right))
    for place, one in enumerate(right, start=1):
        to.add(Case(operation("match", (value(one, "identifier"), index(place, variable(name)))), unit))
    given = operation("not", (operation("isNull", (variable(name),)),))
    other = operation("not", (operation("match", (variable(name), correct(name))),))
    to.add(Case(operation("and", (given, other)), feedback=to.say(answer.slip.feedback)))
    return name


def written(answer: Numerical, unit: int, to: Builder, where: Text = NOTHING) -> tuple[str, ...]:
    """A number, or each of a shape's: right as it is or from the learner's own earlier ones, else a known mistake.

    ``where`` are the row and column of a table's cell: what is said about it begins with them.
    """
    key = components(answer.key)
    names = []
    for number in key:
        shown = numbers.typed(number, answer.tolerance)
        names.append(to.respond(Response(to.next_id(), "single", "float", (shown,))))
    cases = [Case(_near(names, key, answer.tolerance), unit)]
    if carried := _worked(names, answer.follows, answer.tolerance, to):
        cases.append(Case(carried, unit))
    foreseen = ((_shown(names, option, to), option) for option in answer.foreseen)
    cases += [Case(test, feedback=to.say(option.feedback, where)) for test, option in foreseen if test]
    to.add(*cases)
    for own, response in zip(answer.names, names, strict=False):
        if own in to.names:
            given = operation("not", (operation("isNull", (variable(response),)),))
            to.add(Case(given, own=((to.names[own], response),)))
    return tuple(names)


def _near(names: Sequence[str], wanted: Sequence[Number], allowed: Number) -> Tokens:
    return operation("and", (_one(name, number, allowed) for name, number in zip(names, wanted, strict=True)))


def _one(name: str, number: Number, allowed: Number) -> Tokens:
    if not allowed:
        return same(numbers.decimal(number), name)
    return within(numbers.decimal(number - allowed), numbers.decimal(number + allowed), name)


def _shown(names: Sequence[str], option: Option, to: Builder) -> Tokens:
    """Whether what was written shows a mistake, as it is or from the learner's own numbers; nothing nobody can type."""
    values = components_of(option)
    tests = []
    if len(values) == len(names) and (option.tolerance or all(map(numbers.exact, values))):
        tests.append(_near(names, values, option.tolerance))
    if own := _worked(names, option.follows, option.tolerance, to):
        tests.append(own)
    return operation("or", tests) if tests else ()


def _worked(names: Sequence[str], trees: Collection[Expr], allowed: Number, to: Builder) -> Tokens | None:
    """Whether what was written is what follows from earlier answers; nothing where it follows from none."""
    if len(trees) != len(names) or not followed(trees) <= to.names.keys():
        return None
    found = [(worked(tree, to.names), name) for tree, name in zip(trees, names, strict=True)]
    off = numbers.decimal(allowed + _DOUBLE)
    tests = [about(expr, off, name) for expr, name in found if expr is not None]
    return operation("and", tests) if len(tests) == len(names) else None
