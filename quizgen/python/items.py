"""Items as values: what is asked, what is right, what others are told, and how they show themselves."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from fractions import Fraction
from pathlib import Path
from typing import TYPE_CHECKING, Any, overload

from quizgen.model import Form
from quizgen.model import Item as Verified
from quizgen.python import answering
from quizgen.text.terminal import TERMINAL

if TYPE_CHECKING:
    from quizgen.python.verdicts import Verdict


@dataclass(frozen=True, slots=True)
class Mistake:
    """A wrong answer that is foreseen: what it is (a letter, a value), its misconception, and what is said then."""

    about: str
    id: str
    concept: str
    feedback: str


@dataclass(frozen=True, slots=True, repr=False, eq=False)
class Item:
    """One question that was verified. Texts are plain, with mathematics in Unicode; a notebook shows it typeset."""

    verified: Verified = field(repr=False)

    @property
    def id(self) -> str:
        """Its name everywhere."""
        return self.verified.id

    @property
    def family(self) -> str:
        """The family or file that it comes from."""
        return self.verified.family

    @property
    def topic(self) -> str:
        """The topic's slug."""
        return self.verified.topic

    @property
    def level(self) -> str:
        """``easy``, ``medium`` or ``hard``."""
        return self.verified.level

    @property
    def kind(self) -> str:
        """How it is answered: choice, multiple, numerical, matching, ordering, grid or parts."""
        return self.verified.kind

    @property
    def points(self) -> Fraction:
        """What it is worth."""
        return self.verified.points

    @property
    def stem(self) -> str:
        """What is asked."""
        return TERMINAL.text(self.verified.stem)

    @property
    def options(self) -> tuple[str, ...]:
        """What is on offer, from a on; nothing where a number is to be written, or where there are several parts."""
        question = self.verified.question
        if len(question.parts) > 1 or question.kind in {"numerical", "grid"}:
            return ()
        return tuple(TERMINAL.line(option.text) for option in question.options)

    @property
    def answer(self) -> Any:
        """What is right, as ``mark`` takes it: letters, a number, a shape, or a list with what belongs to each part."""
        found = [answering.right(part.answer) for part in self.verified.question.parts]
        return found[0] if len(found) == 1 else found

    @property
    def key(self) -> str:
        """What is right, in words."""
        from quizgen.formats.keys import key_in_words

        return TERMINAL.line(key_in_words(self.verified.question))

    @property
    def hints(self) -> tuple[str, ...]:
        """What to think of; no hint tells what is right."""
        from quizgen.model.hints import hints

        return tuple(map(TERMINAL.text, hints(self.verified.question)))

    @property
    def solution(self) -> str:
        """How it is worked out."""
        return "\n\n".join(map(TERMINAL.text, self.verified.question.solution))

    @property
    def mistakes(self) -> tuple[Mistake, ...]:
        """The wrong answers that are foreseen."""
        every = (remark for part in self.verified.question.parts for remark in part.answer.remarks())
        return tuple(
            Mistake(
                one.letter.lower() or (TERMINAL.line(one.about) if one.about else ""),
                one.slip.id,
                one.slip.concept.name,
                TERMINAL.line(one.slip.reason) if one.slip.reason else "",
            )
            for one in every
        )

    @property
    def source(self) -> str:
        """What the formula or the key rests on."""
        return self.verified.question.source

    def mark(self, answer: Any) -> Verdict:
        """What an answer is worth, and what it shows.

        A choice is answered with a letter (``"b"``) or with the value of an option, several with their letters
        (``"ac"``); prompts and steps with letters in a row (``"bca"``); a number or a shape with it (``56``,
        ``(3, 8, 8)``) or as somebody types it (``"3 x 8 x 8"``); the open cells of a table, and several parts, with a
        list. None is the answer of somebody who does not know. Raises UsageError for what is no such answer.

        >>> import quizgen
        >>> item = quizgen.draw("conv-output-size", kind="numerical", seed=7)[0]
        >>> item.mark(item.answer).right
        True
        """
        from quizgen.python.verdicts import marked

        return marked(self.verified, answering.every(self.verified.question, answer))

    def to(self, format: str) -> bytes:  # noqa: A002 - what it is called everywhere
        """The main file that ``quizgen generate --format`` would write of it alone; see ``Items.to``."""
        return Items((self,), "", self.id).to(format)

    def __eq__(self, other: object) -> bool:
        if not isinstance(other, Item):
            return NotImplemented
        from quizgen.jobs.recipe import alone

        return alone(self.verified) == alone(other.verified)

    def __hash__(self) -> int:
        return hash(self.id)

    def __reduce__(self) -> tuple[type[Item], tuple[Verified]]:
        """What another process gets: all but what is worked out by functions, as two mistakes at once are."""
        from quizgen.jobs.recipe import alone

        return Item, (alone(self.verified),)

    def __copy__(self) -> Item:
        return self

    def __deepcopy__(self, memo: object) -> Item:
        """An item cannot change, so its copy is itself."""
        return self

    def __repr__(self) -> str:
        return f"<Item {self.id} ({self.level}, {self.kind})>"

    def __str__(self) -> str:
        from quizgen.python.plain import plain

        return plain(self.verified.question)

    def _repr_html_(self) -> str:
        from quizgen.python.shown import item

        return item(self.verified)


@dataclass(frozen=True, slots=True, repr=False)
class Items(Sequence[Item]):
    """Items in the order in which they were drawn, and the ``seed`` that they follow from."""

    every: tuple[Item, ...]
    seed: str
    title: str

    def __len__(self) -> int:
        return len(self.every)

    def __iter__(self) -> Iterator[Item]:
        return iter(self.every)

    @overload
    def __getitem__(self, place: int) -> Item: ...

    @overload
    def __getitem__(self, place: slice) -> Items: ...

    def __getitem__(self, place: int | slice) -> Item | Items:
        if isinstance(place, slice):
            return Items(self.every[place], self.seed, self.title)
        return self.every[place]

    def __repr__(self) -> str:
        return f"<{len(self)} {'item' if len(self) == 1 else 'items'}: {self.title}, seed {self.seed}>"

    def __str__(self) -> str:
        return "\n\n".join(f"{number}. {item}" for number, item in enumerate(self.every, start=1))

    def to(self, format: str, *, key: bool = False) -> bytes:  # noqa: A002 - what it is called everywhere
        """The main file that ``quizgen generate --format`` would write, with the ``key`` if that is wished.

        >>> import quizgen
        >>> quizgen.draw("dilation", n=2).to("moodle").splitlines()[1]
        b'<quiz>'

        Raises UsageError for an unknown format, and for an item that it cannot hold.
        """
        from quizgen.python.formatted import files

        return files(self.form, format, "items", key=key)[0][1]

    def save(self, path: str | Path, format: str | None = None, *, key: bool = False) -> Path:  # noqa: A002
        """Writes a file, over one that is there, and its figures beside it; its path.

        The format is the one that the name ends in (``items.xml``, ``items.pdf``), unless it is given. Raises
        UsageError where there is no such format, and for an item that it cannot hold.
        """
        from quizgen.python.formatted import saved

        return saved(self.form, Path(path), format, key=key)

    @property
    def form(self) -> Form:
        """What is handed to a format."""
        return Form(self.title, self.seed, tuple(item.verified for item in self.every))

    def _repr_html_(self) -> str:
        from quizgen.python.shown import items

        return items([item.verified for item in self.every])
