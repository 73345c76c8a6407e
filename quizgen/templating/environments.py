"""One Jinja environment for each dialect; what a template puts out is escaped unless it is markup already.

A ``Text`` is printed by the dialect's printer (``{{ text }}`` as paragraphs, ``{{ text | line }}`` as one line), a
``markupsafe.Markup`` stands as it is, and so do macros, blocks, ``| safe`` and the filters of ``ready``. All else is
data and is escaped: as XML, as Markdown, as LaTeX, or as a literal of Typst's code mode. ``{{ text | speech }}`` is a
text in words, as data. Templates of LaTeX write ``<< text >>`` and ``<% if %>``.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from functools import cache
from pathlib import Path

from jinja2 import Environment, FileSystemLoader, StrictUndefined, Template
from jinja2.runtime import Context
from msgspec import Struct

from quizgen import keeping, resources
from quizgen.templating.compiled import Compiled
from quizgen.templating.dialects import Dialect
from quizgen.templating.printing import PrintingEnvironment
from quizgen.text.speech import SPEECH

BLOCK = 1 << 15
"""Characters, about, that make a block."""
# XML holds no control characters, and no other markup needs them.
_CONTROLS = bytes(code if code >= 0x20 or code in b"\t\n\r" else ord("?") for code in range(256))


def encoded(pieces: Iterable[str]) -> Iterator[bytes]:
    """Pieces of text as UTF-8 in larger blocks; a character that XML cannot hold becomes a question mark."""
    return map(encoded_whole, _blocks(pieces))


def encoded_whole(text: str) -> bytes:
    """The same of one piece."""
    return text.replace("\ufffe", "?").replace("\uffff", "?").encode("utf-8", "replace").translate(_CONTROLS)


def encoded_json(line: bytes) -> bytes:
    """JSON in UTF-8, which has no raw control character, without what XML cannot hold, as of ``encoded``."""
    return line.replace(b"\xef\xbf\xbe", b"?").replace(b"\xef\xbf\xbf", b"?")


def _blocks(pieces: Iterable[str]) -> Iterator[str]:
    """The pieces joined as soon as they make a block: a piece may be a word or a whole item."""
    waiting: list[str] = []
    size = 0
    for piece in pieces:
        waiting.append(piece)
        size += len(piece)
        if size >= BLOCK:
            yield "".join(waiting)
            waiting, size = [], 0
    if waiting:
        yield "".join(waiting)


class Templates(Struct, frozen=True):
    """Templates of one dialect: those of ``folder``, where a plug-in keeps its own, before those that ship."""

    dialect: Dialect
    folder: Path | None = None

    def stream(self, name: str, **context: object) -> Iterator[bytes]:
        """The filled template as UTF-8 in blocks of some ten kilobytes, so that a long form is never held whole."""
        return encoded(self._with_its_lines(self._pieces(name, context)))

    def render(self, name: str, **context: object) -> str:
        """The filled template as one string."""
        pieces = self._pieces(name, context)
        try:
            return "".join(pieces)
        except Exception:  # noqa: BLE001 - raised again, with the template's own lines
            self.environment.handle_exception()

    def _pieces(self, name: str, context: Mapping[str, object]) -> Iterator[str]:
        """What the template puts out, piece by piece."""
        template = _template(self.dialect, self.folder, name)
        jinja = template.environment
        # Jinja would first look through three mappings for each name that all templates know.
        return template.root_render_func(Context(jinja, {**jinja.globals, **context}, name, template.blocks))

    def _with_its_lines(self, pieces: Iterator[str]) -> Iterator[str]:
        """The pieces; an error is raised again, with the template's own lines."""
        try:
            yield from pieces
        except Exception:  # noqa: BLE001 - as it says
            self.environment.handle_exception()

    @property
    def environment(self) -> Environment:
        """The environment, made on first use; a name that a template is not given is an error."""
        return _environment(self.dialect, self.folder)


@cache
def _template(dialect: Dialect, folder: Path | None, name: str) -> Template:
    return _environment(dialect, folder).get_template(name)


@cache
def _environment(dialect: Dialect, folder: Path | None) -> Environment:
    """Autoescape stays on in all of them: it is what makes macros and blocks count as markup."""
    folders = [resources.templates()] if folder is None else [folder, resources.templates()]
    kept = keeping.TEMPLATES.folder
    jinja = PrintingEnvironment(
        dialect,
        variable_start_string=dialect.brackets.value[0],
        variable_end_string=dialect.brackets.value[1],
        block_start_string=dialect.brackets.statement[0],
        block_end_string=dialect.brackets.statement[1],
        comment_start_string=dialect.brackets.comment[0],
        comment_end_string=dialect.brackets.comment[1],
        loader=FileSystemLoader(folders),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
        auto_reload=False,
        bytecode_cache=Compiled(kept, dialect.name, folders) if kept else None,
    )
    jinja.filters["round"] = round  # Jinja asks each time in which way
    jinja.filters["speech"] = SPEECH.text
    return jinja
