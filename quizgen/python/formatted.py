"""Items in the formats that there are."""

from __future__ import annotations

from pathlib import Path

from quizgen.errors import UsageError
from quizgen.model import Form
from quizgen.python.files import written
from quizgen.reading.advice import advice


def files(form: Form, name: str, stem: str, *, key: bool) -> list[tuple[str, bytes]]:
    """The files of a form by their names, the main one first; raises UsageError for what a format cannot hold."""
    from quizgen import catalog
    from quizgen.formats.protocol import Options
    from quizgen.jobs.recipe import Recipe

    if catalog.format_called(name) is None:
        raise UsageError(f"there is no format '{name}'; {advice(name, catalog.formats())}")
    return [*Recipe((name,), Options(stem, key=key)).written(form)]


def saved(form: Form, path: Path, name: str | None, *, key: bool) -> Path:
    """Writes those files, the main one to the path and all others beside it."""
    name = name or _by_end(path)
    main, *others = files(form, name, path.name.removesuffix(_suffix(name)) or path.stem, key=key)
    for place, content in others:
        (path.parent / place).parent.mkdir(parents=True, exist_ok=True)
        written(path.parent / place, content)
    return written(path, main[1])


def _by_end(path: Path) -> str:
    """The format whose files end so; the longest end counts."""
    from quizgen import catalog

    known = {name: one.suffix for name, one in catalog.formats().items() if one.suffix}
    fitting = [name for name, end in known.items() if path.name.lower().endswith(end)]
    if not fitting:
        raise UsageError(
            f"no format's files end as '{path.name}' does: give an end such as .xml, .pdf or .md, or format="
        )
    return max(fitting, key=lambda name: len(known[name]))


def _suffix(name: str) -> str:
    from quizgen import catalog

    return catalog.formats()[name].suffix
