r"""The dialect of the cards: HTML in which nothing breaks the line or the column.

A card is one line, and a tab parts its columns. So a line break or tab within a text becomes a character reference,
which a reader of HTML shows as what it was.
"""

from markupsafe import Markup, escape

from quizgen.templating import Dialect
from quizgen.text.html import HtmlPrinter

_REFERENCES = str.maketrans({"\t": "&#9;", "\n": "&#10;", "\r": "&#13;"})


class CardPrinter(HtmlPrinter):
    """Prints HTML on one line."""

    def finished(self, shown: str) -> str:
        """Words in which all values stand, on one line."""
        return shown.translate(_REFERENCES)


def data(value: object) -> Markup:
    """Everything that is no text of quizgen, escaped."""
    return Markup(escape(str(value)).translate(_REFERENCES))  # noqa: S704 - just escaped


CARDS = Dialect("cards", CardPrinter(), data)
