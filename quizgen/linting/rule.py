"""What a rule is."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import TypeAlias

from msgspec import Struct, field

from quizgen.foreign.model import Foreign, ForeignFile, Remark, Severity, Sort
from quizgen.foreign.xml.tree import Element

MOODLES: tuple[Sort, ...] = ("moodle", "gift")
"""What Moodle's importer reads with all that it checks."""
QTIS: tuple[Sort, ...] = ("qti12", "qti21", "qti30")
RICH: tuple[Sort, ...] = (*MOODLES, *QTIS, "rmd", "json")
"""What can say more than which option is right."""
EVERY: tuple[Sort, ...] = (*RICH, "aiken")


class Found(Struct, frozen=True):
    """What a rule finds: the line, what is there and what to do; ``severity`` where it is another than the rule's."""

    line: int
    words: str
    severity: Severity | None = None
    question: str = ""
    within: str = ""


class Written(Struct, frozen=True):
    """How a file stands on the disk: the tree of each part that is XML, by the name of an archive's member.

    A file that is no archive has one part, named with nothing. ``members`` are the names of all that an archive holds.
    """

    trees: Mapping[str, Element] = field(default_factory=dict)
    members: tuple[str, ...] = ()


OfQuestion: TypeAlias = Callable[[Foreign], Iterable[Found]]
OfFile: TypeAlias = Callable[[ForeignFile], Iterable[Found]]
OfWritten: TypeAlias = Callable[[Written], Iterable[Found]]


class About(Struct, frozen=True):
    """What is known of a rule: its id, one sentence of what it finds and one of why that matters or what to do.

    ``sorts`` are the sorts of files that it is about. Where a file is one of the sorts ``alone``, what its reader
    remarks under this id is left to the rule, which knows more. What rules find that it ``explains`` in a line
    where it finds something follows from that, and is not told; of ``throughout`` in all of the question.
    """

    id: str
    severity: Severity
    meaning: str
    advice: str
    sorts: Sequence[Sort] = EVERY
    alone: Sequence[Sort] = ()
    explains: Sequence[str] = ()
    throughout: Sequence[str] = ()

    def question(self, function: OfQuestion) -> Rule:
        """The rule of a function that finds something in a question."""
        return Rule(self, of_question=function)

    def file(self, function: OfFile) -> Rule:
        """The rule of a function that finds something in all questions of a file together."""
        return Rule(self, of_file=function)

    def written(self, function: OfWritten) -> Rule:
        """The rule of a function that finds something in how a file stands on the disk."""
        return Rule(self, of_written=function)


class Rule(Struct, frozen=True):
    """A rule and how it finds what it is about; one that is remarked on while a file is read has no function here."""

    about: About
    of_question: OfQuestion | None = None
    of_file: OfFile | None = None
    of_written: OfWritten | None = None

    def remark(self, found: Found, question: str = "", within: str = "") -> Remark:
        """What was found as a remark on the question, in the member of the archive."""
        about = self.about
        severity = found.severity or about.severity
        of, place = found.question or question, found.within or within
        return Remark(about.id, severity, found.words, max(1, found.line), of, place)
