"""Pages put together: what each student handed in, by the form's seal and the student's number."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence

from msgspec import Struct, field, structs

from quizgen.results.forms import Exam, Form
from quizgen.results.pages import Seen
from quizgen.scanning.reading import FieldRead
from quizgen.sheets.place import NUMBER, Place, place_of

DOUBTFUL, MISSING, UNKNOWN, TWICE, NO_NUMBER = (
    "doubtful",
    "page missing",
    "number unknown",
    "number twice",
    "no number",
)
"""What a row can be instead of ``sure``."""
SURE = "sure"
ALIKE = 0.08
"""Of a full box the ink of two scans of one sheet differs by no more: 40 simulated pairs, photographs among them,
differed by 0.065 at most, and 20 sheets that another hand filled in alike by 0.11 at least. What differs by more is
shown to a human."""


class Paper(Struct):
    """What a student handed in: pages of a form by their numbers; ``number`` is empty where it is not sure.

    ``by_hand`` holds answers of pages that are not there.
    """

    form: Form
    number: str
    pages: dict[int, Seen]
    faults: set[str] = field(default_factory=set)
    by_hand: dict[Place, str] = field(default_factory=dict)

    @property
    def missing(self) -> list[int]:
        """The pages that are not there, and whose answers no human gave."""
        return [
            page.number
            for page in self.form.pages
            if page.number not in self.pages and not self.form.on(page.number).keys() <= {NUMBER, *self.by_hand}
        ]

    @property
    def unclear(self) -> bool:
        """Whether an answer is doubtful, or its own number where nothing else says that."""
        places = [place_of(read) for page in self.pages.values() for read in page.doubtful]
        numbered = self.faults & {UNKNOWN, TWICE, NO_NUMBER}
        return any(place != NUMBER or not numbered for place in places)

    @property
    def first(self) -> Seen:
        """The page with the smallest number."""
        return self.pages[min(self.pages)]

    @property
    def state(self) -> str:
        """``sure``, or what is not."""
        order = (DOUBTFUL, MISSING, UNKNOWN, TWICE, NO_NUMBER)
        return "; ".join(one for one in order if one in self.faults) or SURE

    def doubt(self, fault: str, why: str) -> None:
        """Makes the number on each page doubtful, for that reason."""
        self.faults.add(fault)
        for page in self.pages.values():
            number = page.answers.get(NUMBER)
            if number is not None and number.state != "doubtful":
                page.answers[NUMBER] = structs.replace(number, state="doubtful", why=why)


class Papers(Struct):
    """All of them, and the pages that had been scanned before."""

    every: list[Paper] = field(default_factory=list)
    again: list[tuple[Seen, Seen]] = field(default_factory=list)


def put_together(pages: Iterable[Seen], exam: Exam) -> Papers:
    """The papers in the order of forms and numbers; what is doubtful about numbers is doubtful on their pages."""
    found = Papers()
    groups: dict[tuple[str, str], list[Seen]] = defaultdict(list)
    lettered = _lettered(exam)
    for page in pages:
        number = _number(page)
        number = lettered.get(number, number)
        if number:
            groups[page.form.seal, number].append(page)
        else:
            found.every.append(Paper(page.form, "", {page.number: page}, {NO_NUMBER}))
    for (_, number), some in groups.items():
        found.every += _papers(number, some, found.again)
    order = {seal: place for place, seal in enumerate(exam.forms)}
    found.every.sort(key=lambda one: (not one.number, order[one.form.seal], one.number, one.first.file, one.first.page))
    return found


def _lettered(exam: Exam) -> Mapping[str, str]:
    """Numbers of the roster that have letters, by their digits, which are all that students can fill in."""
    found: dict[str, list[str]] = defaultdict(list)
    for number in exam.names or ():
        found["".join(filter(str.isdecimal, number))].append(number)
    return {digits: some[0] for digits, some in found.items() if len(some) == 1}


def _number(page: Seen) -> str:
    """Whose page it is; nothing where that is not sure. A form that is a student's own tells it by its seal."""
    read = page.answers.get(NUMBER)
    if page.form.number and (read is None or NUMBER not in page.by_hand):
        if read is not None:
            page.answers[NUMBER] = _own(read, page.form.number, typed=page.typed)
        return page.form.number
    if read is None:
        return ""
    if read.state == "blank":
        page.answers[NUMBER] = structs.replace(read, state="doubtful", why="no number is filled in")
    return read.value if read.state == "sure" else ""


def _own(read: FieldRead, number: str, *, typed: bool) -> FieldRead:
    """The number on a student's own form: as the form has it, doubtful where another one was filled in."""
    if read.state == "sure" and read.value != number and not typed:
        why = f"the sheet is that of {number}, and {read.value} is filled in"
        return structs.replace(read, state="doubtful", why=why)
    return structs.replace(read, value=number, state="sure", why="")


def _papers(number: str, some: Sequence[Seen], again: list[tuple[Seen, Seen]]) -> Iterator[Paper]:
    """One paper; or as many as there are pages, where one is there twice that is not the same sheet."""
    form, pages = some[0].form, defaultdict[int, list[Seen]](list)
    for page in some:
        pages[page.number].append(page)
    if all(_same(copies) for copies in pages.values()):
        best = {place: min(copies, key=lambda one: len(one.doubtful)) for place, copies in sorted(pages.items())}
        again += [(one, best[one.number]) for copies in pages.values() for one in copies if one is not best[one.number]]
        yield Paper(form, number, best)
        return
    for page in some:
        yield Paper(form, number, {page.number: page}, {TWICE})


def _same(copies: Sequence[Seen]) -> bool:
    """Whether scans are of one sheet of paper, by their ink: nobody fills two sheets in alike."""
    first, *others = (_ink(one) for one in copies)
    return all(
        len(first) == len(other) and all(abs(one - two) <= ALIKE for one, two in zip(first, other, strict=True))
        for other in others
    )


def _ink(page: Seen) -> list[float]:
    """The ink of all boxes."""
    return [one for _, read in sorted(page.answers.items()) for column in read.ink for one in column]


def look(papers: Papers, exam: Exam) -> None:
    """Finds what is wrong with each paper; to be called when all that a human settled is in them."""
    numbers = defaultdict[str, list[Paper]](list)
    for paper in papers.every:
        numbers[paper.number].append(paper)
    for paper in papers.every:
        if paper.number and len(numbers[paper.number]) > 1:
            paper.doubt(TWICE, f"{paper.number} stands on the sheets of several students")
        elif paper.number and paper.missing:
            paper.faults.add(MISSING)
        if paper.number and exam.names is not None and paper.number not in exam.names:
            paper.doubt(UNKNOWN, f"the roster has no {paper.number}")
        if paper.unclear:
            paper.faults.add(DOUBTFUL)
