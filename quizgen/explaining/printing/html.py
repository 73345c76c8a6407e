"""The table as a page that fetches nothing, or as a part of somebody else's, such as a notebook."""

from __future__ import annotations

from base64 import b64encode
from hashlib import sha256

from markupsafe import Markup

from quizgen import resources
from quizgen.explaining.printing.around import document
from quizgen.explaining.printing.wishes import USUAL, Wishes
from quizgen.explaining.table import Explanation
from quizgen.templating import XML, Templates

COLUMNS = ("name", "type", "output", "parameters", "macs", "memory", "field", "jump", "start")
STYLES = ("tables/table.css", "tables/page.css")


def as_html(explanation: Explanation, wishes: Wishes = USUAL, *, page: bool = True) -> str:
    """A whole page, light or dark as its reader has it, or only the table with its own style."""
    styles = STYLES if page else STYLES[:1]
    style = "".join((resources.templates() / name).read_text(encoding="utf-8") for name in styles)
    return Templates(XML).render(
        "tables/table.html.j2",
        **document(explanation, wishes, COLUMNS),
        title=explanation.title[:1].upper() + explanation.title[1:],
        page=page,
        style=Markup(style),  # noqa: S704 - files of quizgen's own
        style_hash="sha256-" + b64encode(sha256(style.encode()).digest()).decode(),
    )
