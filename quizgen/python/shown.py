"""Values as HTML for notebooks, by templates that escape what they are given."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from quizgen.templating import PAGE, Templates, encoded_whole

if TYPE_CHECKING:
    from quizgen.audit.check import Report
    from quizgen.model import Item, Question
    from quizgen.python.listing import Family
    from quizgen.study.session import Result
    from quizgen.text import Text


def html(name: str, **given: object) -> str:
    """A piece of a page."""
    return encoded_whole(Templates(PAGE).render(f"python/{name}.html.j2", **given)).decode().strip()


def families(every: Sequence[Family]) -> str:
    """A row for each family."""
    return html("families", families=every)


def audit(reports: Sequence[Report]) -> str:
    """A row for each level."""
    return html("audit", reports=reports)


def item(one: Item) -> str:
    """What is asked, with hints, key and feedback folded."""
    return html("items", items=[_told(one)], numbered=False)


def items(every: Sequence[Item]) -> str:
    """Several of them, with numbers."""
    return html("items", items=list(map(_told, every)), numbered=True)


def verdict(result: Result) -> str:
    """What is said of an answer."""
    from quizgen.study.saying import verdict as said

    return html("verdict", parts=said(result))


def asked(question: Question) -> str:
    """The stem and its figures."""
    from quizgen.formats.html.asked import drawings

    return html("stem", stem=question.stem, drawings=drawings(question, "stem"))


def solution(question: Question) -> str:
    """The worked solution and its figures."""
    from quizgen.formats.html.asked import drawings
    from quizgen.formats.html.asked import html as piece

    solved = [(question.letter(place), part.solution) for place, part in enumerate(question.parts)]
    return piece("solution", parts=solved, drawings=drawings(question, "solution"))


def said(text: Text, *, quiet: bool = False) -> str:
    """A text by itself."""
    return html("said", text=text, quiet=quiet)


def _told(one: Item) -> dict[str, object]:
    """What a template shows of an item."""
    from quizgen.formats.frames import frame
    from quizgen.formats.html.asked import drawings
    from quizgen.formats.keys import key_in_words, remarks
    from quizgen.formats.markdown.parts import parts
    from quizgen.formats.titles import titled
    from quizgen.model.hints import hints
    from quizgen.text.joining import unended

    question, words = one.question, frame()
    told = [(remark.part, remark.remark) for remark in remarks(question)]
    return {
        "about": f"{titled(one.topic)}, {one.level}",
        "stem": question.stem,
        "drawings": drawings(question, "stem"),
        "parts": parts(one, words),
        "hints": hints(question),
        "key": key_in_words(question, words),
        "solution_drawings": drawings(question, "solution"),
        "remarks": [(part, said.letter, unended(said.about) if said.about else None, said.slip) for part, said in told],
        "source": question.source,
        "id": one.id,
        "frame": words,
    }
