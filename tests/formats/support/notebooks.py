"""Notebooks as nbformat reads them, their Markdown as a reader of CommonMark does, and their quizzes."""

from __future__ import annotations

import ast
import json
from base64 import b64decode
from dataclasses import dataclass, field
from typing import Any

import nbformat
from markdown_it import MarkdownIt
from markdown_it.rules_inline import StateInline
from markdown_it.token import Token

from quizgen.formats.ipynb.format import FORMAT
from quizgen.formats.protocol import Options
from quizgen.model import Form


def written(form: Form, **wishes: Any) -> bytes:
    (file,) = FORMAT.write([form], Options("exam", **wishes))
    assert file.name.endswith(".ipynb")
    return b"".join(file.chunks)


@dataclass
class Asked:
    """What a notebook has of an item: question and solution, the quiz and the program, if there are any."""

    question: Any
    solution: Any = None
    quiz: list[Any] = field(default_factory=list)
    program: Any = None


def notebook(form: Form, **wishes: Any) -> Any:
    return read(written(form, **wishes))


def read(content: bytes) -> Any:
    found: Any = nbformat.reads(content.decode(), as_version=4)  # type: ignore[no-untyped-call]  # as it is
    nbformat.validate(found)
    return found


def questions(form: Form, **wishes: Any) -> list[Asked]:
    return questions_of(written(form, **wishes))


def questions_of(content: bytes) -> list[Asked]:
    found: list[Asked] = []
    for cell in read(content).cells[2:]:
        if "quizgen" in cell.metadata:
            found.append(Asked(cell))
        elif cell.cell_type == "markdown" and "solution" in cell.metadata.get("tags", ()):
            found[-1].solution = cell
        elif "display_quiz" in cell.source:
            found[-1].quiz = quiz(cell.source)
        elif cell.cell_type == "code":
            found[-1].program = cell
    return found


def quiz(source: str) -> list[Any]:
    """The questions that a cell hands to jupyterquiz."""
    constants = (node.value for node in ast.walk(ast.parse(source)) if isinstance(node, ast.Constant))
    (hidden,) = (value for value in constants if isinstance(value, str))
    found: list[Any] = json.loads(b64decode(hidden))
    return found


def _mathematics(state: StateInline, silent: bool) -> bool:  # noqa: FBT001 - the reader's own way
    """Dollars around TeX, as GitHub and Jupyter have them."""
    source, start = state.src, state.pos
    if source[start] != "$":
        return False
    mark = "$$" if source.startswith("$$", start) else "$"
    end = source.find(mark, start + len(mark))
    if end < 0:
        return False
    if not silent:
        state.push("math", "", 0).content = source[start + len(mark) : end]
    state.pos = end + len(mark)
    return True


def reader() -> MarkdownIt:
    made = MarkdownIt("commonmark").enable("table")
    made.inline.ruler.before("escape", "mathematics", _mathematics)
    return made


def tokens(source: str) -> list[Token]:
    """All of them, those within lines, too."""
    every = reader().parse(source)
    return [inner for token in every for inner in (token, *(token.children or ()))]


def shown(source: str) -> str:
    """What a reader sees, mathematics as TeX, without spaces."""
    seen = {"text", "code_inline", "fence", "code_block", "math", "text_special"}
    return "".join("".join(token.content for token in tokens(source) if token.type in seen).split())


def images(source: str) -> list[tuple[str, bytes]]:
    """The words and pixels of the images."""
    found = [token for token in tokens(source) if token.type == "image"]
    return [(token.content_words, token.pixels) for token in map(_Image, found)]


class _Image:
    def __init__(self, token: Token) -> None:
        kind, _, pixels = str(token.attrs["src"]).partition(",")
        assert kind == "data:image/png;base64"
        self.content_words = "".join(child.content for child in token.children or ())
        self.pixels = b64decode(pixels)
