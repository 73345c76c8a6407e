"""An exam that is drawn from a blueprint for whoever sits it, and verified meanwhile."""

from __future__ import annotations

from pathlib import Path

import msgspec
from msgspec import Struct

from quizgen import resources
from quizgen.blueprint.forms import Draft, drafts
from quizgen.blueprint.reader import parse
from quizgen.blueprint.sealing import Sealer
from quizgen.blueprint.slots import Blueprint
from quizgen.cli import streams
from quizgen.cli.networks import looking
from quizgen.cli.sitting.exam import Exam
from quizgen.formats.json import dumped
from quizgen.reading import files
from quizgen.sets.reader import form_of
from quizgen.sets.records import Set
from quizgen.sets.spoken import spoken
from quizgen.study.ahead import NAME
from quizgen.study.sitting.proving import Proofs


class Wanted(Struct, frozen=True):
    """A blueprint that was read, and the text of its file."""

    path: Path
    text: str
    blueprint: Blueprint

    @property
    def minutes(self) -> int:
        """What it says of the time; 0 where it says nothing."""
        return self.blueprint.sitting.duration


def read(path: Path) -> Wanted:
    """The blueprint; raises UsageError for all that is wrong there."""
    text = files.text(path)
    return Wanted(path, text, parse(text, str(path), path.parent, look=looking(path.parent, run=False)))


def exam(wanted: Wanted, seed: str, minutes: int, key: str, again: str) -> Exam:
    """Form A of the exam that ``quizgen exam`` makes from the blueprint and that seed, not verified yet."""
    (draft,) = drafts(wanted.blueprint, 1, seed)
    proofs = Proofs([one.question for one in draft.seats], [one.worth for one in draft.seats])
    return Exam(
        set=_set(wanted, draft, seed),
        questions=tuple(one.question for one in draft.seats),
        minutes=minutes,
        key=key,
        again=again,
        seed=seed,
        begin=proofs.begin,
        items=proofs.items,
        faults=proofs.faults,
        apart=lambda: streams.apart(NAME),
    )


def _set(wanted: Wanted, draft: Draft, seed: str) -> Set:
    """The form as exam.json would have it, by which it is marked; its seal is that of an exam of this seed."""
    sealer = Sealer(wanted.text, seed, resources.version())
    sealed, record = sealer.sealed(draft, wanted.blueprint.sections)
    return form_of(
        msgspec.json.decode(dumped(record["questions"])),
        where=str(wanted.path),
        at="questions",
        title=wanted.blueprint.title,
        form=draft.name,
        seal=sealed.seal,
        exam="",
        wrong=wanted.blueprint.sitting.wrong,
        minutes=wanted.minutes,
        spoken=spoken(wanted.text),
        version=resources.version(),
    )
