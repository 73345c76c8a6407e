"""A form's file imported, asked again from what that gave, and written once more; and how two questions differ."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from msgspec import Struct
from msgspec.structs import replace

from quizgen.asking.verify import verified
from quizgen.authored import opened
from quizgen.foreign.model import Foreign, ForeignFile, Passage
from quizgen.foreign.reader import decoded
from quizgen.formats.protocol import Format, Options
from quizgen.importing.file import Imported, imported
from quizgen.model import LEVELS, Form

_ID = re.compile(r"(.*)-(?:choice|multiple|numerical|matching|ordering|grid|parts)-[a-z2-7]{8}(-[a-z])?")
_LABELS = frozenset({"line", "name", "idnumber", "category", "own", "tags"})
"""Where a question is kept, and what it is called there."""
NAME = "again"


def written(fmt: Format, form: Form, wishes: Options) -> bytes:
    """The main file."""
    return b"".join(next(iter(fmt.write([form], wishes))).chunks)


def there(fmt: Format, form: Form, folder: Path, **wishes: Any) -> tuple[ForeignFile, Imported]:
    """The form's file as it is read, and what it becomes, which is written into the folder."""
    options = Options("items", alone=True, **wishes)
    content = written(fmt, form, options)
    first = decoded(content, f"items{fmt.suffix}")
    found = imported(first, NAME, content)
    (folder / f"{NAME}.toml").write_text(found.text, encoding="utf-8")
    for name, content in found.pictures.items():
        (folder / name).parent.mkdir(exist_ok=True)
        (folder / name).write_bytes(content)
    return first, found


def every(folder: Path, form: Form) -> Form:
    """The form with all items that were imported in the place of its own."""
    source = opened(folder / f"{NAME}.toml")
    drawn = [
        verified(question)
        for level in LEVELS
        for kind in source.kinds
        if source.count(level, kind)
        for question in source.draw(level, kind, "1")
    ]
    return replace(form, items=tuple(drawn), sections=())


def back(fmt: Format, form: Form, folder: Path, **wishes: Any) -> tuple[ForeignFile, ForeignFile, Imported]:
    """What the form's file says, what the file that is written of the imported items says, and what was lost."""
    first, found = there(fmt, form, folder, **wishes)
    again = written(fmt, every(folder, form), Options("items", alone=True, **wishes))
    return first, decoded(again, f"items{fmt.suffix}"), found


def differences(first: ForeignFile, second: ForeignFile) -> Iterator[str]:
    """A line for each question that is missing, and for each of its fields that says something else."""
    found = {called(one): one for one in second.questions}
    for question in first.questions:
        other = found.get(called(question))
        if other is None:
            yield f"{called(question)} is missing"
            continue
        one, two = plain(question, question), plain(other, other)
        yield from (
            f"{called(question)}: {name}: {one[name]} became {two[name]}" for name in one if one[name] != two[name]
        )
        if lost := set(question.tags) - set(other.tags):
            yield f"{called(question)}: the tags {lost} are lost"


def called(question: Foreign) -> str:
    """A question's id, without that of its file, its kind and the mark of its options."""
    bare = question.idnumber.removeprefix(f"{NAME}-items-")
    found = _ID.fullmatch(bare)
    return f"{found[1]}{found[2] or ''}" if found else bare


def plain(value: Any, question: Foreign) -> Any:
    """A question as plain values, with its pictures by their numbers and no lines."""
    if isinstance(value, Passage):
        return _alike(value.source, question)
    if isinstance(value, Struct):
        return {name: plain(getattr(value, name), question) for name in value.__struct_fields__ if name not in _LABELS}
    if isinstance(value, tuple):
        return [plain(one, question) for one in value]
    return _alike(value, question) if isinstance(value, str) else value


def _alike(words: str, question: Foreign) -> str:
    """Without spaces between elements; a sign is part of its number in MathML or stands before it.

    Markdown's escape of what could begin a block means nothing behind a digit: a value may be printed by itself.

    Canvas has a question for each part that it cannot ask with the others, in whose list stands the part's letter.
    """
    for place, picture in enumerate(question.pictures):
        words = words.replace(picture.name, f"picture {place}")
    bare = re.sub(r">\s+<", "><", words).replace("<mo>\N{MINUS SIGN}</mo><mn>", "<mn>\N{MINUS SIGN}")
    bare = re.sub(r"(?<=\d)\\(?=[-+=:%])", "", bare)
    return re.sub(r"<li>\([a-z]\) ", "<li>", bare)
