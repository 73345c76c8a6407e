"""A learner's progress as one page that fetches nothing."""

from __future__ import annotations

from base64 import b64encode
from collections.abc import Iterator
from hashlib import sha256

from markupsafe import Markup

from quizgen import resources
from quizgen.study.insight import drawn, wording
from quizgen.study.insight.found import Progress
from quizgen.templating import XML, Templates

STYLE = "progress/page.css"


def page(found: Progress) -> Iterator[bytes]:
    """The page as HTML, piece by piece."""
    style = (resources.templates() / STYLE).read_text(encoding="utf-8")
    return Templates(XML).stream(
        "progress/page.html.j2",
        found=found,
        words=wording,
        course=drawn.course(found),
        bars=(bars := drawn.bars(found)),
        topics_alt="; ".join(f"{one.name}: {one.words}" for one in bars),
        lives=list(wording.lives(found)),
        plot=drawn,
        style=Markup(style),  # noqa: S704 - a file of quizgen's own
        style_hash="sha256-" + b64encode(sha256(style.encode()).digest()).decode(),
    )
