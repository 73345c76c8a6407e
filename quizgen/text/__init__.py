"""A stem's, option's or solution's text: a small Markdown as nodes, and a printer per markup."""

from quizgen.text.nodes import Table, Text, Value

__all__ = ["Table", "Text", "Value"]
