"""One item against its witnesses and the rules for options: the only place where an Item is made."""

from __future__ import annotations

from quizgen import oracle
from quizgen.answers.choosing import numbers
from quizgen.errors import Disagreement
from quizgen.model import Evidence, Item, Question, Values, opinion
from quizgen.sparing import TORCH


def verified(question: Question) -> Item:
    """The item, if every witness finds the formula's values and the answers obey the rules; else Disagreement."""
    heard = [(witness, TORCH.run(witness.run)) for witness in question.witnesses]
    for witness, found in heard:
        if not witness.agrees(found):
            opinions = ", ".join(f"{w.name} {opinion(f)}" for w, f in heard)
            raise _refused(question, f"the formula gives {opinion(witness.expected)}, but {opinions}")
    check_answers(question)
    return Item(question, _evidence(tuple(found for witness, found in heard if witness.name == "torch")))


def confirmed(question: Question, item: str, evidence: Evidence) -> Item:
    """The item as another process verified it, by its id and evidence; raises Disagreement where that is another one.

    What its layers gave is compared with what the formula says of this very question.
    """
    expected = tuple(witness.expected for witness in question.witnesses if witness.name == "torch")
    if item != question.id or evidence.measured != expected:
        shown = ", ".join(map(opinion, evidence.measured))
        raise _refused(question, f"{item} with {shown} was verified in its place, by a process that draws other items")
    return Item(question, evidence)


def unproved(question: Question) -> Item:
    """The item as it will be once it is verified, for what is made meanwhile, and thrown away if it never is."""
    return Item(question, _evidence(()))


def _evidence(measured: tuple[Values, ...]) -> Evidence:
    """What torch gave; without a measurement torch has no say, and is not even imported."""
    return Evidence(oracle.version() if measured else "", measured)


def check_answers(question: Question) -> None:
    """Raises Disagreement unless every answer obeys its kind's rules and follows from earlier ones at most."""
    known: set[str] = set()
    for place, part in enumerate(question.parts):
        for fault in part.answer.faults():
            letter = question.letter(place)
            raise _refused(question, f"part {letter}: {fault}" if letter else fault)
        names, after = part.names, part.after
        if after and (strangers := after.difference(known, names)):
            listed = ", ".join(sorted(strangers))
            raise _refused(question, f"part {question.letter(place)} follows from {listed}, which no earlier part asks")
        if twice := known.intersection(names):
            raise _refused(
                question, f"part {question.letter(place)} calls its answer {min(twice)}, as an earlier part does"
            )
        known.update(names)
    if not question.signed and min(numbers(question.options), default=1) <= 0:
        shown = ", ".join(map(str, numbers(question.options)))
        raise _refused(question, f"an option is not positive: {shown}")


def _refused(question: Question, reason: str) -> Disagreement:
    return Disagreement(f"{question.family} ({question.level}) at {question.where}: {reason}")
