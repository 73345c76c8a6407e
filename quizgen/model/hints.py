"""Two hints for an item, from its worked solution: the general formula, then a step on the way to the key."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from functools import lru_cache
from typing import TypeAlias

from msgspec import Struct

from quizgen.layers import is_layer
from quizgen.math.source import source
from quizgen.math.tree import Expr, Hole, Op, Relation, Sym, transform, walk
from quizgen.model import hints_in_words
from quizgen.model.put_in import named_numbers
from quizgen.model.question import Question
from quizgen.model.telling import Secret
from quizgen.text import Filling, Text
from quizgen.text.expressions import expressions

_Filled: TypeAlias = tuple["_Step", Mapping[str, Filling]]
PUT_IN = Text("Look in the question for what the general formula needs, and put that in.")
GO_ON = Text("Go on from there with what else the question gives.")
BEGINS = "The calculation begins with"
COMPARE = Text("Put the numbers of each option into the general formula.")
COMPARE_SO = Text("Work out in the same way what each option gives.")

_HOLE = re.compile(r"\{(\w+)\}")


class _Step(Struct, frozen=True):
    """A part of a worked solution that ends with its formula; ``alone`` says that it has no words before it.

    ``worked`` says that the formula has the item's numbers instead of being general.
    """

    template: str
    holes: tuple[str, ...]
    alone: bool
    worked: bool

    @property
    def explains(self) -> bool:
        """Whether it can be read without what comes before it, and is general."""
        return not self.worked and self.template[0].isupper()


def hints(question: Question) -> tuple[Text, ...]:
    """The general formula with the words before it, and the next formula with numbers; neither tells a key.

    A formula that only has to be worked out to give a key tells it, too. Where every later one does, the second hint is
    how such a sum begins, or the next general formula, or which number each symbol of the general formula is, or it
    says what to do: to put the numbers in, or to go on from a formula that has them already. An item whose solution has
    no formula has no hints. One in words, whose explanation tells, has those of its own, and one that came with hints
    has these.
    """
    if question.hints is not None:
        return question.hints
    types = {type(option.value) for option in question.options}
    if Text in types:
        return hints_in_words.hints(question)
    secret, steps = Secret.of(question), _every(question)
    first, values = next(_quiet(steps, secret), (None, {}))
    if first is None:
        return ()
    begin = Text(first.template, values)
    if any(is_layer(kind) for kind in types):
        return (begin, COMPARE_SO if first.worked else COMPARE)
    later = list(steps)
    further = ((one, known) for one, known in later if one.alone and one.holes and one.template not in first.template)
    for step, numbers in _quiet(further, secret):
        return (begin, Text(step.template, numbers))
    return (begin, next(_beginnings(question, secret), None) or _way_on(first, later, secret))


def _way_on(first: _Step, later: Iterable[_Filled], secret: Secret) -> Text:
    """After a formula with numbers the next general one with its words, else what to do."""
    if not first.worked:
        return next(_put_in(first, later, secret), PUT_IN)
    explained = _quiet((pair for pair in later if pair[0].explains), secret)
    return next((Text(step.template, values) for step, values in explained), GO_ON)


def _put_in(first: _Step, later: Iterable[_Filled], secret: Secret) -> Iterator[Text]:
    """Which number each symbol of the general formula is, where that tells no key."""
    for step, values in later:
        for said in named_numbers(first.template, (step.template,) if step.alone and step.holes else (), values):
            if not secret.told_by(said, values):
                yield Text(said, values)


def _every(question: Question) -> Iterator[_Filled]:
    """The steps of the solution, and the values of their holes."""
    for text in question.solution:
        values = text.values
        for step in _steps(text.template):
            yield step, values


def _quiet(steps: Iterable[_Filled], secret: Secret) -> Iterator[_Filled]:
    """Those that tell no key; a bare comparison says nothing without what it is about."""
    for step, values in steps:
        if not secret.told_by(step.template, values) and not (step.alone and _compares(step.template)):
            yield step, values


def _beginnings(question: Question, secret: Secret) -> Iterator[Text]:
    """The first terms of the sums that only have to be worked out, as far as these tell no key."""
    for step, values in _every(question):
        begin = _first_term(step.template) if step.alone else ""
        if begin and not secret.told_by(begin, values):
            yield Text(begin, values)


@lru_cache(maxsize=1024)
def _first_term(template: str) -> str:
    """How the first sum of products that has all its numbers begins, where more is left to do than to add a number."""
    sides = (side for expr in expressions(template) for side in (expr.parts if isinstance(expr, Relation) else (expr,)))
    for terms in map(_terms, sides):
        first, *others = terms
        product = isinstance(first, Op) and first.op == "*" and not any(isinstance(one, Sym) for one in walk(first))
        if product and (len(others) > 1 or any(isinstance(one, Op) for one in others)):
            holes = transform(first, lambda node: Sym(f"{{{node.name}}}") if isinstance(node, Hole) else node)
            return f"{BEGINS}\n\n$${source(holes)}$$"
    return ""


def _terms(expr: Expr) -> list[Expr]:
    """What is added or taken away, from left to right."""
    return [*_terms(expr.left), expr.right] if isinstance(expr, Op) and expr.op in "+-" else [expr]


@lru_cache(maxsize=512)
def _steps(template: str) -> tuple[_Step, ...]:
    """The template cut after each display formula, and after a step with words its formula alone.

    What follows the last formula is left out.
    """
    steps: list[_Step] = []
    waiting: list[str] = []
    for chunk in re.split(r"\n\s*\n", template.strip()):
        waiting.append(chunk.strip())
        if waiting[-1].startswith("$$"):
            words = "\n\n".join(waiting)
            steps += map(_step, dict.fromkeys((words, _formula(words))))
            waiting = []
    return tuple(steps)


def _formula(template: str) -> str:
    return template[template.index("$$") :]


def _step(template: str) -> _Step:
    formula = _formula(template)
    return _Step(template, tuple(_HOLE.findall(template)), formula == template, bool(_HOLE.search(formula)))


@lru_cache(maxsize=1024)
def _compares(formula: str) -> bool:
    """Whether it only says which of two numbers is larger."""
    sides = [expr.ops for expr in expressions(formula) if isinstance(expr, Relation)]
    return bool(sides) and all(op not in {"==", "!="} for ops in sides for op in ops)
