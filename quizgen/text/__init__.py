"""A stem's, option's or solution's text: a small Markdown as nodes, and a printer per markup."""

from quizgen.text.nodes import Filling, Table, Text

__all__ = ["Filling", "Table", "Text"]
