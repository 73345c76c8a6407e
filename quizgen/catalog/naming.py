"""What names stand for: families, topics, and an author's own files of items."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from functools import cached_property
from pathlib import Path

from quizgen.asking.source import Audited
from quizgen.authored import Concepts, opened
from quizgen.catalog.blame import first_of
from quizgen.catalog.enemies import strangers
from quizgen.catalog.finding import Found, authored, broken_sources, fault, listed, named, sources, topics, whole
from quizgen.catalog.networks import Look, Networks
from quizgen.catalog.projects import declaring, projects
from quizgen.errors import QuizgenError, UsageError
from quizgen.reading.advice import advice
from quizgen.reading.files import has_name

ALL = "all"
END = ".toml"
LISTED = "'quizgen families' lists all"
"""Where all families and topics stand."""


class Names:
    """Names as one request or blueprint gives them; relative paths start at ``folder``.

    A file of authored items is one source however often and by whatever path it is named. ``texts`` are what files of
    these names held: they need not be there any more. ``own`` are the files that were named, ``networks`` those.
    What is ``audited`` may be families that fail.
    """

    def __init__(
        self,
        folder: Path = Path(),
        texts: Mapping[str, str] | None = None,
        look: Look | None = None,
        *,
        audited: bool = False,
    ) -> None:
        self._audited = audited
        self.networks = Networks(look, texts)
        self._folder = folder
        self._texts = texts or {}
        self.own: dict[str, Concepts] = {}

    @cached_property
    def _files(self) -> dict[Path, Concepts]:
        return {source.path.resolve(): source for source in authored()}

    def named(self, name: str) -> tuple[Found, ...]:
        """The sources that a family's id, a topic, ``all``, a path or a plug-in in this folder stands for.

        Raises UsageError for an unknown name, with the nearest that there is, for a file that is not as it should be,
        and for a plug-in in this folder that is not installed; QuizgenError for a name that may be that of a plug-in
        which cannot be used.
        """
        if name == ALL:
            return sources() if self._audited else listed()
        if found := named(name):
            return self._able(found)
        project = declaring(name, projects(self._folder))
        if project and (own := project.sources()):
            return self._able(own)
        if self.is_path(name):
            return (self.file(name),)
        raise unknown(name)

    def _able(self, found: tuple[Found, ...]) -> tuple[Found, ...]:
        """Those that can be asked, or all where they are audited; raises QuizgenError where there is none."""
        faults = [] if self._audited else [*filter(None, map(fault, found))]
        if faults and len(faults) == len(found):
            raise QuizgenError(first_of(faults))
        return tuple(source for source in found if not fault(source)) if faults else found

    def is_path(self, name: str) -> bool:
        """Whether a name that nothing else has is that of a file: by its end, by a slash, or because it is there."""
        return name.endswith(END) or "/" in name or has_name(self._folder / name)

    def file(self, name: str) -> Concepts:
        """The file of authored items at a path.

        Raises UsageError for what is no such file, and for one whose name gives ids that another source has.
        """
        source = self._file(name)
        self.own[name] = source
        return source

    def _file(self, name: str) -> Concepts:
        path = self._folder / name
        real = _real(path)
        if (known := self._files.get(real)) is not None:
            return known
        source = opened(path, self._texts.get(name))
        if (other := self._taken().get(source.id)) is not None:
            raise UsageError(f"{path}: ids of its items would begin with '{source.id}', as in {other}; rename the file")
        for stranger in strangers(source):
            raise UsageError(stranger)
        self._files[real] = source
        return source

    def _taken(self) -> dict[str, str]:
        """Where each id of a source is taken."""
        files = {source.id: str(source.path) for source in self._files.values()}
        return {source.id: f"the family {source.id}" for source in listed()} | files


def _real(path: Path) -> Path:
    """Where a path leads to; the path itself where links lead in a circle, which reading it tells."""
    try:
        return path.resolve()
    except (OSError, RuntimeError):
        return path


def unknown(name: str, formats: Iterable[str] = ()) -> QuizgenError:
    """What to say of a name that nothing has, where the names of ``formats`` may stand too."""
    if broken := broken_sources():
        return QuizgenError(f"there is no '{name}', and a plug-in is missing: {first_of(broken)}")
    known = [*topics(), *(source.id for source in listed()), *formats]
    sorts = "family, topic, file or format" if formats else "family, topic or file"
    return UsageError(f"there is no {sorts} '{name}'; {advice(name, known, LISTED)}")


def chosen(names: Iterable[str]) -> tuple[Found, ...]:
    """The sources that names of families, topics or files stand for, each once; ``all`` stands for every family.

    Raises what ``Names.named`` raises.
    """
    return _chosen(names, Names())


def _chosen(names: Iterable[str], named: Names) -> tuple[Found, ...]:
    return tuple({source.id: source for name in names for source in named.named(name)}.values())


def select(names: Iterable[str]) -> tuple[Audited, ...]:
    """As ``chosen``, all of them imported, and those that fail too: the audit tells what is wrong with them."""
    return tuple(map(whole, _chosen(names, Names(audited=True))))
