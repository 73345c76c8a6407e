"""The page around the cards, which are written one by one."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from math import ceil

from markupsafe import Markup

from quizgen import resources
from quizgen.formats.fingerprint import Fingerprint
from quizgen.formats.foot import person
from quizgen.formats.frames import Frame, frame
from quizgen.formats.html.assets import script, style
from quizgen.formats.html.card import Card
from quizgen.formats.html.words import Words, words
from quizgen.formats.instructions import allowed, instructions
from quizgen.formats.sections import Heading
from quizgen.model import Form
from quizgen.templating import PAGE, Templates, encoded

EACH = 2
"""Minutes for a question, where nothing is laid down."""


def page(form: Form, cards: Iterable[Card], sections: Mapping[int, Heading], home: str = "") -> Iterator[bytes]:
    """The page as UTF-8, in blocks; ``home`` is what it leads back to, if there is anything."""
    return encoded(_pieces(form, cards, sections, home))


def _pieces(form: Form, cards: Iterable[Card], sections: Mapping[int, Heading], home: str) -> Iterator[str]:
    language = form.sitting.language
    around, own = frame(language), words(language)
    yield _filled(
        "head", form, w=own, home=home, language=language, style=style(), script=script(), **_told(form, around)
    )
    known, count = Fingerprint(10), 0
    for place, one in enumerate(cards):
        section = sections.get(place)
        yield _filled(
            "card",
            form,
            w=own,
            number=place + 1,
            card=one,
            asked=Markup(one.asked),  # noqa: S704 - made by a template
            language=language,
            section=section,
            worth=around.points_of(section.points) if section else "",
        )
        known.add(f"{one.id}\x1f{one.veiled}\x1e".encode())
        count = place + 1
    known.add(form.seal.encode())
    yield _filled("foot", form, w=own, data=_data(form, own, str(known), count))


def _filled(name: str, form: Form, **given: object) -> str:
    return Templates(PAGE).render(f"html/{name}.html.j2", form=form, **given)


def _told(form: Form, around: Frame) -> dict[str, object]:
    """What stands above the questions; instructions of exams only."""
    lines = [line for line in (form.course, around.dated(form.date), person(form)) if line]
    if form.name and not form.student:
        lines.append(around.form.format(name=form.name))
    notes = instructions(form) if form.ordered else form.notes
    return {"lines": lines, "notes": notes, "allowed": list(allowed(form))}


def _data(form: Form, own: Words, known: str, count: int) -> dict[str, object]:
    """What the program has to know."""
    wrong = form.sitting.wrong
    return {
        "id": known,
        "version": resources.version(),
        "minutes": form.sitting.minutes or ceil(EACH * count),
        "wrong": str(wrong or 0) if form.ordered else "0",
        "words": {name: getattr(own, name) for name in own.__struct_fields__},
    }
