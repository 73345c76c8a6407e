"""What passes between a question and whoever answers it."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import partial
from typing import Generic, TypeVar

from msgspec import Struct

from quizgen.answers import Mark
from quizgen.cli.talk import wishes
from quizgen.cli.talk.console import HINT, LEAVE, SKIP, UNKNOWN, Console, Words
from quizgen.cli.talk.hinting import Hints
from quizgen.cli.talk.replies import reply
from quizgen.cli.talk.trying import Skip, Stopwatch, Tries, Try, Verified
from quizgen.model import Question
from quizgen.text import Text

T = TypeVar("T")
LATER = "Not right; the solution comes at the end."


class Blank(Struct, Generic[T], frozen=True):
    """What is to be answered at one go, a part or a cell: how it is read, marked and kept.

    ``reply`` is said where the first try is wrong, found once, when that is judged. ``letters`` are those of options.
    """

    read: Callable[[], T | None]
    mark: Callable[[T], Mark]
    keep: Callable[[T], None]
    reply: Callable[[Mark], Text]
    letters: str = ""


class Exchange:
    """A question that is being asked; whatever is typed that is no answer is followed, such as ``h``.

    ``noted`` hears of a try at the whole question as soon as it is judged.
    """

    def __init__(self, question: Question, console: Console, verified: Verified, noted: Callable[[Try], None]) -> None:
        self.question, self.console = question, console
        self.hints = Hints(question, console)
        self.tries = Tries([None] * len(question.parts))
        self.noted = False
        self._verified, self._note = verified, noted
        self._watch = Stopwatch()

    @property
    def begun(self) -> bool:
        """Whether anything was answered."""
        return any(self.tries.given)

    @property
    def single(self) -> bool:
        """Whether there is but one part, whose solution follows at once."""
        return len(self.tries.given) == 1

    def tell(self, wish: str, *, unknown: str = "", line: bool = True, letters: str = "") -> None:
        """How to answer, and what else can be done."""
        unknown = unknown or ("for the solution" if self.single else "to leave this part open")
        skip = [f"{SKIP} to skip"] * (not self.begun)
        others = [*self._hint(letters), *skip, f"{UNKNOWN} {unknown}", f"{LEAVE} to leave"]
        self.console.wish(lambda: wishes.wish(wish, others, line=line))

    def fill(self, blank: Blank[T], *, again: bool = True, whole: bool = False) -> Mark | None:
        """Has a blank filled, and where that is wrong, filled again, once; then the mark of the first try, else None.

        Only the first try counts where nobody can answer ``again``, or nobody is there. What is ``whole`` is all that
        the question asks.
        """
        given = self._timed(blank.read, 0)
        if given is None:
            return None
        blank.keep(given)
        if not (again and self.console.attended):
            return None
        self._verified()
        first = blank.mark(given)
        if first.right:
            return None
        if whole:
            self._note(self.tries.of(1, [first]))
            self.noted = True
        self.console.say(partial(reply, blank.reply(first)))
        self._once_more(blank, whole=whole)
        return first

    def _once_more(self, blank: Blank[T], *, whole: bool) -> None:
        unknown = "for the solution" if whole else "to leave it so"
        others = [*self._hint(blank.letters), f"{UNKNOWN} {unknown}"]
        self.console.wish(lambda: wishes.again(others))
        self._watch.lap()
        given = self._timed(blank.read, 1)
        if given is not None:
            self.tries.second = True
            blank.keep(given)
            if not (whole or blank.mark(given).right):
                self.console.say(lambda: LATER)

    def line(self, prompt: Words, letters: str = "") -> str | None:
        """What is typed, None by somebody who does not know; raises Leave and Skip."""
        while (given := self.console.line(prompt)).lower() in self._others(letters):
            self._follow(given.lower())
        return None if given == UNKNOWN else given

    def key(self, letters: str) -> str | None:
        """The letter that is pressed, or what is typed instead; None by somebody who does not know. Raises the same."""
        while (given := self.console.key(letters + UNKNOWN + HINT + SKIP)) in self._others(letters):
            self._follow(given)
        return None if given == UNKNOWN else given

    def marked(self, letters: str, marked: frozenset[str], known: str) -> tuple[str, frozenset[str]]:
        """A known key, and the letters that are marked by then; raises the same."""
        while True:
            one, marked = self.console.marks(letters, marked, known + HINT + SKIP)
            if one not in self._others(letters):
                return one, marked
            self._follow(one)

    def _others(self, letters: str) -> set[str]:
        """Keys that do something else, unless they are letters of options."""
        return {HINT, SKIP} - {*letters}

    def _follow(self, one: str) -> None:
        if one == HINT:
            self.hints.show()
        elif self.begun:
            self.console.say(lambda: f"What is begun is not skipped: {UNKNOWN} goes on, {LEAVE} leaves.")
        else:
            raise Skip

    def _hint(self, letters: str) -> Iterator[str]:
        if self.hints.exist and HINT not in letters:
            yield f"{HINT} for a hint"

    def _timed(self, read: Callable[[], T | None], attempt: int) -> T | None:
        """What is read, and how long that took."""
        try:
            return read()
        finally:
            self.tries.seconds[attempt] += self._watch.lap()
            self.tries.hints[attempt] = self.hints.seen
