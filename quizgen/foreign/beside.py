"""Files that texts call by ``src``: those of a package, or none."""

from __future__ import annotations

import posixpath
import re
from collections.abc import Callable, Iterable, Iterator
from html import unescape
from urllib.parse import unquote

from quizgen.foreign.model import Passage, Picture
from quizgen.foreign.remarks import Remarks, shown

_CALLS = re.compile(r"<(?:img|object|audio|video|source)\b[^>]{0,4000}>", re.IGNORECASE | re.DOTALL)
_SOURCE = re.compile(r"\b(?:src|data)\s*=\s*(?:\"([^\"]*)\"|'([^']*)')", re.IGNORECASE)
_ALT = re.compile(r"\balt\s*=\s*(?:\"([^\"]*)\"|'([^']*)')", re.IGNORECASE)
_ELSEWHERE = re.compile(r"(?:[a-z][a-z0-9+.-]*:|/|#|$)", re.IGNORECASE)
"""What begins so is fetched from a server, as Canvas's own pictures of equations, ``/equation_images/...``, are."""
_BASE = re.compile(r"^[$%]\w*IMS-CC-FILEBASE[$%]\w*/(?:\.\./)?", re.IGNORECASE)
_ROOMS = ("", "web_resources/")
"""Where packages keep the files that texts call."""


class Beside:
    """The files beside a member of a package; ``content`` gives one by its name, None where there is none."""

    def __init__(self, folder: str = "", content: Callable[[str], bytes | None] | None = None) -> None:
        self._folder, self._content = folder, content

    @property
    def is_package(self) -> bool:
        """Whether files can be there at all."""
        return self._content is not None

    def found(self, name: str) -> bytes | None:
        """The content of a file as a text calls it."""
        if self._content is None:
            return None
        plain = _BASE.sub("", unquote(name)).partition("?")[0]
        folders = dict.fromkeys((self._folder, "", *_ROOMS))
        paths = (posixpath.normpath(posixpath.join(folder, plain)) for folder in folders)
        return next((content for path in paths if (content := self._content(path)) is not None), None)


def pictures(passages: Iterable[Passage | None], beside: Beside, remarks: Remarks) -> Iterator[Picture]:
    """The files that texts call, each once; one that is not there is remarked."""
    seen: set[str] = set()
    for passage in passages:
        for name, alt, line in _called(passage) if passage else ():
            if name not in seen:
                seen.add(name)
                content = beside.found(name)
                if content is None:
                    _missing(name, line, beside, remarks)
                yield Picture(name, content, line, alt)


def _called(passage: Passage) -> Iterator[tuple[str, str, int]]:
    for call in _CALLS.finditer(passage.source):
        source, alt = _SOURCE.search(call[0]), _ALT.search(call[0])
        name = unescape(source[1] or source[2] or "").strip() if source else ""
        if not _ELSEWHERE.match(name):
            told = unescape(alt[1] or alt[2] or "") if alt else ""
            yield name, told, passage.line + passage.source.count("\n", 0, call.start())


def _missing(name: str, line: int, beside: Beside, remarks: Remarks) -> None:
    if beside.is_package:
        remarks.add("file-missing", f"{shown(name)} is called here and not in the package: put it in", line)
    else:
        words = f"{shown(name)} is called here, and this file alone does not bring it: give the package"
        remarks.add("file-missing", words, line, "warning")
