"""The page that leads to all others, by topic and level, and tells what this browser knows of each."""

from __future__ import annotations

from base64 import b64encode
from collections.abc import Iterator, Mapping, Sequence
from hashlib import sha256

from markupsafe import Markup
from msgspec import Struct

from quizgen import resources
from quizgen.formats.frames import frame
from quizgen.formats.titles import titled
from quizgen.site.pages import Page
from quizgen.site.words import Words, words
from quizgen.templating import XML, Templates


class Entry(Struct, frozen=True):
    """A link to a page."""

    href: str
    level: str
    held: str
    known_as: str


class Topic(Struct, frozen=True):
    """A topic with its pages: what to know before it, by slug and title, and the titles of what it asks."""

    slug: str
    title: str
    first: tuple[tuple[str, str], ...]
    entries: tuple[Entry, ...]
    asks: tuple[str, ...]


class Site(Struct, frozen=True):
    """What is told of a site as a whole; ``titles`` are those of what each topic asks."""

    title: str
    seed: str
    language: str
    order: Sequence[str]
    first: Mapping[str, Sequence[str]]
    titles: Mapping[str, Sequence[str]]


def index(site: Site, pages: Sequence[Page]) -> bytes:
    """The page as UTF-8."""
    own = words(site.language)
    style, script = _asset("site/index.css"), _asset("site/index.js")
    total = sum(page.number for page in pages)
    about = own.about if len(pages) > 1 else own.about_alone
    context = {
        "w": own,
        "title": site.title or own.title,
        "language": site.language,
        "about": about.format(pages=len(pages), questions=f"{total:,}"),
        "made": own.made.format(seed=site.seed),
        "topics": tuple(_topics(site, pages, own)),
        "style": style,
        "style_digest": _digest(style),
        "script": script,
        "script_digest": _digest(script),
    }
    return b"".join(Templates(XML).stream("site/index.html.j2", **context))


def _topics(site: Site, pages: Sequence[Page], own: Words) -> Iterator[Topic]:
    for slug in site.order:
        held = tuple(_entry(page, own, site.language) for page in pages if page.wanted.topic == slug)
        if held:
            first = tuple((name, titled(name)) for name in site.first[slug])
            yield Topic(slug, titled(slug), first, held, tuple(site.titles[slug]))


def _entry(page: Page, own: Words, language: str) -> Entry:
    count = own.questions if page.number != 1 else own.question
    level = frame(language).level(page.wanted.level)
    return Entry(page.wanted.name, level, count.format(number=page.number), page.known_as)


def _asset(name: str) -> Markup:
    return Markup((resources.templates() / name).read_text(encoding="utf-8"))  # noqa: S704 - it ships with quizgen


def _digest(text: str) -> str:
    return f"sha256-{b64encode(sha256(text.encode()).digest()).decode()}"
