"""What tells one paper from another."""

from __future__ import annotations

from base64 import b32encode
from collections.abc import Iterator
from hashlib import blake2b

from quizgen.formats.frames import Frame
from quizgen.model import Form
from quizgen.text.typst import ONE_LINE


def foot(form: Form, words: Frame, *, key: bool) -> Iterator[str]:
    """The form's letter, its seal or else the exam's number, beside the key the seed; a student's stands above."""
    if form.name and not form.student:
        yield words.form.format(name=form.name)
    yield words.seal.format(code=form.seal) if form.seal else words.exam.format(code=fingerprint(form))
    if key:
        yield words.seed.format(seed=form.seed)


def titled(form: Form, words: Frame) -> str:
    """What a paper is called: the exam, and which form or whose it is."""
    whose = person(form) or (words.form.format(name=form.name) if form.name else "")
    return f"{form.title}, {whose}" if whose else form.title


def person(form: Form) -> str:
    """Whose exam it is, with the number; nothing where it is anybody's."""
    return f"{form.student.name} ({form.student.number})" if form.student else ""


def fingerprint(form: Form) -> str:
    """Eight characters that tell which items a paper holds in which order, and nothing about the key or the seed."""
    shown = [(item.id, *(ONE_LINE.line(option.text) for option in item.question.options)) for item in form.items]
    return b32encode(blake2b(repr(shown).encode(), digest_size=5).digest()).decode()
