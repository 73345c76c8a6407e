"""An item of every kind with hostile words in every place, for whoever has to write all of them."""

from __future__ import annotations

from fractions import Fraction

from quizgen.answers import (
    Answer,
    Choice,
    Concept,
    Grid,
    Matching,
    Multiple,
    Numerical,
    Option,
    Ordering,
    Slip,
)
from quizgen.answers.values import written
from quizgen.figures.stack import stack_vs_kernel
from quizgen.model import Evidence, Item, Part, Question
from quizgen.text import Filling, Table, Text

HOSTILE = "<b>&amp; \\{x} #let $1$ *a* _b_ `c` [d](e) ]]> %~^@\"'\t|\u2028\r\nend"
"""Words that most markups would take for something else."""
_CONCEPT = Concept("hostile-words", "takes words for markup", Text("Words are words."), "")
_SLIP = Slip("reads-markup", _CONCEPT, Text("It says {w}, in which *nothing* is marked.", {"w": HOSTILE}))
_TABLE = Table(("layer", HOSTILE), (("1", HOSTILE), ("2", "conv")), HOSTILE)
_STEM = """
What is {w} with $floor(({n} - 1)/2) == {half}$ and `{w}`?

{table}

- a bullet with {w}
- another

```python
{code}
```
"""
_VALUES: dict[str, Filling] = {
    "w": HOSTILE,
    "n": 2049,
    "half": 1024,
    "table": _TABLE,
    "code": HOSTILE.replace("\r\n", " "),
}


def items() -> tuple[Item, ...]:
    """One item of each kind, the last of several parts."""
    every = _answers()
    return (*(_item(answer.kind, (answer,)) for answer in every), _item("parts", every))


def _answers() -> tuple[Answer, ...]:
    right, wrong = _options(1)[0], _options(4, _SLIP)[1:]
    shown = (wrong[0], right, *wrong[1:])
    number = Numerical(1024, (_number(1023),), tolerance=Fraction(1, 2))
    shape = Numerical((3, 8), (Option(written((3, 7)), (3, 7), _SLIP),))
    cells = ((Text("{w}", {"w": HOSTILE}), shape), (Numerical(Fraction(5, 2)), number))
    return (
        Choice(shown, 1),
        Multiple(shown, frozenset([1])),
        number,
        Matching((_words(7), _words(8)), _options(3, _SLIP), (2, 0)),
        Ordering((_words(1), _words(2), _words(3)), (2, 0, 1), _SLIP),
        Grid((_words(1), _words(2)), (_words(3), _words(4)), cells, _words(5), _words(6)),
    )


def _words(number: int) -> Text:
    return Text("{number}: {w}", {"number": number, "w": HOSTILE})


def _options(count: int, slip: Slip | None = None) -> tuple[Option, ...]:
    return tuple(Option(_words(number), _words(number), slip) for number in range(count))


def _number(value: int) -> Option:
    return Option(Text("{value}", {"value": value}), value, _SLIP)


def _item(name: str, answers: tuple[Answer, ...]) -> Item:
    prompts = (Text("") if len(answers) == 1 else _words(number) for number in range(len(answers)))
    parts = (Part(answer, (Text(_STEM, _VALUES),), prompt) for answer, prompt in zip(answers, prompts, strict=True))
    question = Question(
        id=f"sample-{name}",
        family="sample",
        topic="samples",
        level="easy",
        asks="sample",
        params={},
        stem=Text(_STEM, _VALUES),
        parts=tuple(parts),
        source=HOSTILE,
        where=name,
        figures=(stack_vs_kernel(2, place="stem"), stack_vs_kernel(3)),
        tags=("a-tag",),
    )
    return Item(question, Evidence("", ()))
