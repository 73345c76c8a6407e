"""Begin a family, a file of authored items or a format of your own from a working skeleton."""

from __future__ import annotations

from collections.abc import Mapping
from keyword import iskeyword
from pathlib import Path

import click

from quizgen.cli import completion, known, skeletons
from quizgen.errors import UsageError

DEFAULT_TOPIC = "output-size"


@click.group(
    "new",
    epilog="\b\nExamples:"
    "\n  quizgen new family my-family"
    "\n  quizgen new concepts my-items"
    "\n  quizgen new format my-format",
)
def command() -> None:
    """Begin a family, a file of authored items or a format of your own from a working skeleton.

    Nothing that is there already is written over.
    """


@command.command("family", epilog="Example: quizgen new family my-family --topic pooling")
@click.argument("name")
@click.option(
    "--topic",
    default=DEFAULT_TOPIC,
    show_default=True,
    shell_complete=completion.one_of(known.topics),
    help="The topic it belongs to: one that is there, or a new one.",
)
def family(*, name: str, topic: str) -> None:
    """Write a package with one working family into a new folder NAME."""
    from quizgen import catalog

    _module(name, "family")
    _module(topic, "topic")
    _free(name, {source.id: "family" for source in catalog.listed()} | dict.fromkeys(catalog.topics(), "topic"))
    _free(topic, {source.id: "family" for source in catalog.listed()} | {name: "family"})
    skeletons.write("family", Path(name), {"my-family": name, "my-topic": topic})
    skeletons.tell_next(f"pip install -e {name}", f"quizgen check {name}")


@command.command("concepts", epilog="Example: quizgen new concepts my-items")
@click.argument("name")
def concepts(*, name: str) -> None:
    """Write a file NAME.toml with an authored item of each kind."""
    from quizgen import catalog
    from quizgen.authored import Concepts
    from quizgen.authored.source import OWN

    skeletons.require_slug(name, "file")
    path = Path(f"{name}.toml")
    source = Concepts(path, OWN).id
    _free(source, {one.id: "file" for one in catalog.listed()})
    skeletons.write("concepts", Path(), {"my-concepts": name})
    skeletons.tell_next(f"quizgen check {path}", f"quizgen quiz {path}")


@command.command("format", epilog="Example: quizgen new format my-format")
@click.argument("name")
def format_(*, name: str) -> None:
    """Write a package with one working format into a new folder NAME."""
    from quizgen import catalog

    _module(name, "format")
    _free(name, dict.fromkeys(catalog.formats(), "format"))
    skeletons.write("format", Path(name), {"my-format": name})
    skeletons.tell_next(f"pip install -e {name}", f"quizgen check {name}")


def _module(name: str, what: str) -> None:
    """Raises UsageError for what cannot be the name of a module, either."""
    skeletons.require_slug(name, what)
    if iskeyword(name.replace("-", "_")):
        raise UsageError(f"'{name}' is a word of Python's own and cannot be the name of a {what}; give another name")


def _free(name: str, taken: Mapping[str, str]) -> None:
    """Raises UsageError for a name that something has, or that stands for everything."""
    if name == "all":
        raise UsageError("'all' stands for every family; give another name")
    if name in taken:
        raise UsageError(f"there is a {taken[name]} '{name}' already; give another name")
