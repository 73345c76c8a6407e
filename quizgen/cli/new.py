"""Begin a family, a file of authored items or a format of your own from a working skeleton."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from keyword import iskeyword
from pathlib import Path

import click

from quizgen.cli import completion, known
from quizgen.errors import UsageError

SLUG = re.compile(r"[a-z][a-z0-9]*(-[a-z0-9]+)*")
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
    _write("family", Path(name), {"my-family": name, "my-topic": topic})
    _next(f"pip install -e {name}", f"quizgen check {name}")


@command.command("concepts", epilog="Example: quizgen new concepts my-items")
@click.argument("name")
def concepts(*, name: str) -> None:
    """Write a file NAME.toml with an authored item of each kind."""
    from quizgen import catalog
    from quizgen.authored import Concepts
    from quizgen.authored.source import OWN

    _slug(name, "file")
    path = Path(f"{name}.toml")
    source = Concepts(path, OWN).id
    _free(source, {one.id: "file" for one in catalog.listed()})
    _write("concepts", Path(), {"my-concepts": name})
    _next(f"quizgen check {path}", f"quizgen quiz {path}")


@command.command("format", epilog="Example: quizgen new format my-format")
@click.argument("name")
def format_(*, name: str) -> None:
    """Write a package with one working format into a new folder NAME."""
    from quizgen import catalog

    _module(name, "format")
    _free(name, dict.fromkeys(catalog.formats(), "format"))
    _write("format", Path(name), {"my-format": name})
    _next(f"pip install -e {name}", f"quizgen check {name}")


def _slug(name: str, what: str) -> None:
    if not SLUG.fullmatch(name):
        raise UsageError(
            f"'{name}' cannot be the name of a {what}: write small letters and digits with hyphens between words, "
            "beginning with a letter"
        )


def _module(name: str, what: str) -> None:
    """Raises UsageError for what cannot be the name of a module, either."""
    _slug(name, what)
    if iskeyword(name.replace("-", "_")):
        raise UsageError(f"'{name}' is a word of Python's own and cannot be the name of a {what}; give another name")


def _free(name: str, taken: Mapping[str, str]) -> None:
    """Raises UsageError for a name that something has, or that stands for everything."""
    if name == "all":
        raise UsageError("'all' stands for every family; give another name")
    if name in taken:
        raise UsageError(f"there is a {taken[name]} '{name}' already; give another name")


def _write(skeleton: str, place: Path, names: Mapping[str, str]) -> None:
    """Writes the skeleton with other names, all or nothing, and says what; nothing may be there."""
    from quizgen import resources
    from quizgen.cli.output import Target, write_all

    folder = resources.templates() / "new" / skeleton
    named = _renaming(names)
    targets = [
        Target(place / named(path.relative_to(folder).as_posix()), [named(path.read_text(encoding="utf-8")).encode()])
        for path in _files(folder)
    ]
    if len({target.path for target in targets}) < len(targets):
        raise UsageError(f"'{place}' is what another file of the skeleton is called; give another name")
    for there in [place] if place != Path() else [target.path for target in targets]:
        if there.exists() or there.is_symlink():
            raise UsageError(f"{there} is there already, and nothing was written; give another name or move it away")
    for path in write_all(targets):
        click.echo(path.relative_to(Path.cwd().resolve()))


def _files(folder: Path) -> Iterator[Path]:
    return (path for path in sorted(folder.rglob("*")) if path.is_file() and path.suffix != ".pyc")


def _renaming(names: Mapping[str, str]) -> Callable[[str], str]:
    """What puts names in the skeleton's places, as slugs and as Python writes them."""
    every = {**names, **{old.replace("-", "_"): new.replace("-", "_") for old, new in names.items()}}
    pattern = re.compile("|".join(every))
    return lambda text: pattern.sub(lambda found: every[found[0]], text)


def _next(*commands: str) -> None:
    click.echo("Next:")
    for line in commands:
        click.echo(f"  {line}")
