"""What the stored ink says: with other thresholds other rows are doubtful, and nothing has to be scanned again."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from msgspec import structs

from quizgen.results.forms import Exam, Form
from quizgen.results.readings import Line
from quizgen.scanning.deciding import Thresholds, decide
from quizgen.scanning.reading import FieldRead
from quizgen.sheets.place import place_of


def judged(lines: Iterable[Line], exam: Exam, thresholds: Thresholds) -> Iterator[Line]:
    """The pages with what their ink says by these thresholds."""
    for line in lines:
        read = line.read
        form = exam.forms.get(read.seal)
        if read.refused or form is None or not 1 <= read.number <= len(form.pages):
            yield line
        else:
            fields = tuple(_judged(form, read.number, field, thresholds) for field in read.fields)
            yield structs.replace(line, read=structs.replace(read, fields=fields))


def _judged(form: Form, page: int, read: FieldRead, thresholds: Thresholds) -> FieldRead:
    field = form.on(page).get(place_of(read))
    return read if field is None else decide(field, read.ink, thresholds)
