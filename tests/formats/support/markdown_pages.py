"""What a CommonMark reader finds in our Markdown."""

from __future__ import annotations

from itertools import pairwise
from typing import Any

from markdown_it import MarkdownIt
from markdown_it.token import Token

from quizgen.formats.markdown.format import FORMAT
from quizgen.formats.protocol import Options
from quizgen.model import Form


def written(form: Form, stem: str = "exam", **wishes: Any) -> dict[str, str]:
    """Every file's text by its name, the page first."""
    return {file.name: b"".join(file.chunks).decode() for file in FORMAT.write([form], Options(stem, **wishes))}


def page(form: Form, **wishes: Any) -> str:
    return next(iter(written(form, **wishes).values()))


def tokens(source: str) -> list[Token]:
    return MarkdownIt("commonmark").enable(["table", "strikethrough"]).parse(source)


def inside(source: str, opening: str) -> list[str]:
    """The source of every line right within such a block."""
    every = tokens(source)
    return [after.content for token, after in pairwise(every) if token.type == opening]


def items_of_lists(source: str) -> list[str]:
    every = tokens(source)
    return [every[place + 2].content for place, token in enumerate(every) if token.type == "list_item_open"]


def lines_of_lists(source: str) -> list[Token]:
    every = tokens(source)
    return [every[place + 2] for place, token in enumerate(every) if token.type == "list_item_open"]


def tables(source: str) -> list[list[list[str]]]:
    """The words of every cell of every table, row by row."""
    found: list[list[list[str]]] = []
    for before, token in pairwise(tokens(source)):
        if token.type == "table_open":
            found.append([])
        elif token.type == "tr_open":
            found[-1].append([])
        elif before.type in {"th_open", "td_open"}:
            found[-1][-1].append(words(token))
    return found


def words(token: Token) -> str:
    """What a reader sees of a line."""
    return "".join(child.content for child in token.children or [])
