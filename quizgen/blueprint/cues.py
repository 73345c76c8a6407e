"""What gives a key in words away: the texts that another question prints, and the words and formulas of the key."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence

from msgspec import Struct

from quizgen.answers import Answer, Choice, Matching, Multiple, Option, Ordering
from quizgen.authored.layouts import TRUE
from quizgen.math.tree import Call, Expr, Op, Relation, Sym, symbols, transform, walk
from quizgen.model import Question
from quizgen.text import Text
from quizgen.text.expressions import expressions
from quizgen.text.speech import SPEECH

FEWEST_WORDS = 5
"""A shorter key is a name, such as that of a layer, which any stem may use."""
FEWEST_OPERATIONS = 2
_WORD = re.compile(r"\w+")
_BEFORE = "True or false:"


class Key(Struct, frozen=True):
    """The words of each right answer, and the formulas in them."""

    words: tuple[str, ...] = ()
    formulas: frozenset[Expr] = frozenset()

    def __bool__(self) -> bool:
        """Whether there is something to be given away."""
        return bool(self.words or self.formulas)


NOTHING = Key()


class Printed(Struct, frozen=True):
    """All words before the learner answers that are no options to choose from, and every formula, part by part."""

    words: str
    formulas: frozenset[Expr]

    def gives(self, key: Key) -> bool:
        """Whether a right answer stands there, word by word or as a formula, whatever its symbols are called."""
        return any(map(self.words.__contains__, key.words)) or not self.formulas.isdisjoint(key.formulas)


def printed(question: Question) -> Printed:
    """What the question states: its stem, and what is to be matched or put in order, which is all true."""
    return printed_in(stated(question))


def stated(question: Question) -> tuple[Text, ...]:
    """The texts of what it states; whoever may want to know later what they say keeps them, not the question."""
    return (question.stem, *(text for part in question.parts for text in _stated(part.answer)))


def printed_in(texts: Sequence[Text]) -> Printed:
    """What a question states in these texts."""
    every = (node for text in texts for expr in expressions(text.template) for node in walk(expr))
    return Printed(_words(" . ".join(map(SPEECH.text, texts))), _formulas(every))


def _stated(answer: Answer) -> Iterator[Text]:
    match answer:
        case Matching(prompts):
            yield from prompts
            yield from (option.text for _, option in answer.pairs)
        case Ordering(steps):
            yield from steps
        case _:
            return


def key(question: Question) -> Key:
    """What would give the question away: right answers in words, if they are more than a name, and formulas."""
    right = [text for part in question.parts for text in _right(part.answer, question.stem)]
    steps = [step for part in question.parts if isinstance(part.answer, Ordering) for step in part.answer.steps]
    if not (right or steps):  # as of most questions, whose answers are numbers
        return NOTHING
    spoken = (_words(SPEECH.text(text).removeprefix(_BEFORE)) for text in right)
    whole = (side for text in (*right, *steps) for expr in expressions(text.template) for side in _sides(expr))
    return Key(tuple(words for words in spoken if len(words.split()) >= FEWEST_WORDS), _formulas(whole))


def _right(answer: Answer, stem: Text) -> Iterator[Text]:
    """Right answers that are words; that to a true statement is the statement."""
    match answer:
        case Choice(two_sided=True):
            yield from [stem] if answer.key.text == TRUE else []
        case Choice():
            yield from _in_words([answer.key])
        case Multiple():
            yield from _in_words(answer.key)
        case Matching():
            yield from _in_words(option for _, option in answer.pairs)
        case _:
            return


def _in_words(options: Iterable[Option]) -> Iterator[Text]:
    return (option.text for option in options if isinstance(option.value, Text))


def _words(spoken: str) -> str:
    """Words in small letters, with a space before each and at the end."""
    return f" {' '.join(_WORD.findall(spoken.lower()))} "


def _sides(expr: Expr) -> tuple[Expr, ...]:
    return expr.parts if isinstance(expr, Relation) else (expr,)


def _formulas(every: Iterable[Expr]) -> frozenset[Expr]:
    """Those that are more than a single operation, with their symbols numbered in reading order."""
    return frozenset(_numbered(one) for one in every if _operations(one) >= FEWEST_OPERATIONS)


def _operations(expr: Expr) -> int:
    return sum(isinstance(node, Op | Call) for node in walk(expr))


def _numbered(expr: Expr) -> Expr:
    numbers = {name: Sym(f"symbol_{place}") for place, name in enumerate(symbols(expr))}
    return transform(expr, lambda node: numbers[node.name] if isinstance(node, Sym) else node)
