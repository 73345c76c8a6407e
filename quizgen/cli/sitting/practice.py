"""A set of items asked one by one, each answer followed by its verdict; nothing is drawn, and nothing needs PyTorch."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from typing import TYPE_CHECKING, cast

import click

from quizgen.cli import clock
from quizgen.cli.errors import INTERRUPTED
from quizgen.cli.record.options import Learner
from quizgen.cli.sitting.given import Questions
from quizgen.cli.talk.console import Console, Leave
from quizgen.cli.talk.courses import Course
from quizgen.cli.talk.journal import Journal
from quizgen.cli.talk.practising import to_practise
from quizgen.cli.talk.round import Round
from quizgen.cli.talk.summing_up import summary
from quizgen.model import Item, Kind, Level, Question
from quizgen.sets.records import Set

if TYPE_CHECKING:
    from quizgen.asking.source import Source
    from quizgen.study.ahead import Ahead


class Ready:
    """Questions that somebody has verified already, in the place of those that are verified meanwhile."""

    def __init__(self, questions: Questions) -> None:
        self._questions = questions
        self._place = 0

    def __iter__(self) -> Iterator[Question]:
        """The questions; the others are read when the first is on the screen."""
        while self._place < len(self._questions):
            self._place += 1
            first = self._place == 1
            yield (self._questions.first if first else self._questions.items()[self._place - 1]).question

    def work(self) -> None:
        """The first is on the screen; raises QuizgenError, with the key, where another one is none."""
        self._questions.items()

    def later(self) -> Callable[[], Item]:
        """Gives the item of the question that was handed out last."""
        item = self._questions.items()[self._place - 1]
        return lambda: item


class Absent:
    """A source of items that quizgen does not know: a plug-in's, or somebody's file. It has no other question."""

    authored = True
    kinds: tuple[Kind, ...] = ()

    def __init__(self, name: str) -> None:
        self.id = name
        self.title = name.replace("-", " ").capitalize()

    def draw(self, level: Level, kind: Kind, seed: str) -> Iterator[Question]:
        """Nothing."""
        del level, kind, seed
        return iter(())


class Sources(Mapping[str, "Source"]):
    """All sources by their ids, looked up when the first is asked for: after an answer."""

    def __init__(self) -> None:
        self._known: dict[str, Source] | None = None

    def __getitem__(self, name: str) -> Source:
        return self._every.get(name) or cast("Source", Absent(name))

    def __iter__(self) -> Iterator[str]:
        return iter(self._every)

    def __len__(self) -> int:
        return len(self._every)

    @property
    def _every(self) -> dict[str, Source]:
        if self._known is None:
            from quizgen import catalog

            self._known = {source.id: source for source in catalog.listed()}
        return self._known


def ask(ctx: click.Context, found: Set, learner: Learner, console: Console) -> None:
    """Asks all questions of a set, as a quiz does."""
    begin = clock.ticks()
    ready = Ready(Questions(found))
    course = Course(iter(ready), len(found.questions), Sources(), "practice", found.digest)
    with learner.opened() as record:
        held = Round(console, course, Journal(record))
        interrupted = False
        try:
            held.hold(cast("Ahead", ready))
        except Leave:
            pass
        except KeyboardInterrupt:
            click.echo()
            interrupted = True
        if held.results:
            seconds, practise = clock.ticks() - begin, to_practise(held.results, course.sources)
            for words in summary(held.results, len(held.skipped), seconds, practise):
                click.echo(words)
        else:
            click.echo("No question was answered.")
    if interrupted:
        ctx.exit(INTERRUPTED)
