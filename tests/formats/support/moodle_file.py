"""A form as Moodle's XML, and what stands in it."""

from __future__ import annotations

from typing import Any

from lxml import etree

from quizgen.formats.moodle.format import FORMAT
from quizgen.formats.names import idnumber
from quizgen.formats.protocol import Options
from quizgen.model import Form


def written(form: Form, **wishes: Any) -> bytes:
    (file,) = FORMAT.write([form], Options("exam", **wishes))
    return b"".join(file.chunks)


def questions(form: Form, **wishes: Any) -> list[Any]:
    """The questions in the order of the form's items; in the file those of a category stand together."""
    root = etree.fromstring(written(form, **wishes))
    assert root.tag == "quiz"
    ids = [idnumber(item) for item in form.items]
    found = [question for question in root if question.get("type") != "category"]
    return sorted(found, key=lambda question: ids.index(question.findtext("idnumber")))


def fractions(question: Any) -> list[float]:
    return [float(answer.get("fraction")) for answer in question.findall("answer")]


def words(html: str) -> str:
    """The words of HTML that is also well-formed XML."""
    return "".join(etree.fromstring(f"<div>{html}</div>").itertext())
