"""A package of QTI of any version: its documents in the manifest's order, with the files that they call."""

from __future__ import annotations

import posixpath
from collections.abc import Iterator

from msgspec.structs import replace

from quizgen.errors import UsageError
from quizgen.foreign.beside import Beside
from quizgen.foreign.model import Foreign, ForeignFile, Sort
from quizgen.foreign.packages.archive import Archive
from quizgen.foreign.packages.manifest import MANIFEST, Listed, files, listed, sections, title
from quizgen.foreign.qti import reader as qti
from quizgen.foreign.qti12 import reader as old
from quizgen.foreign.remarks import Remarks, shown
from quizgen.foreign.xml.tree import Element


def read(content: bytes, where: str) -> ForeignFile:
    """What a package says; raises UsageError where it holds no questions at all."""
    remarks = Remarks()
    package = _Package(Archive(content, where, remarks), remarks)
    questions = tuple(package.questions())
    if not package.documents and (faults := [one for one in remarks.every if one.severity == "error"]):
        raise UsageError(f"{where} holds no questions: {faults[0].words}")
    if not package.documents:
        raise UsageError(f"{where} is a zip archive without questions in QTI; give such a package, or the file itself")
    return ForeignFile(where, package.sort, questions, remarks.every, package.title)


class _Package:
    def __init__(self, archive: Archive, remarks: Remarks) -> None:
        self._archive, self._remarks = archive, remarks
        self.title, self.documents = "", 0
        self.sort: Sort = "qti12"
        self._categories: dict[str, str] = {}

    def questions(self) -> Iterator[Foreign]:
        """The questions of all documents."""
        trees = [(one, tree) for one in self._listed() if (tree := self._tree(one.name)) is not None]
        for one, tree in trees:
            if tree.name in qti.NEW_TEST:
                self._categories.update(sections(tree, posixpath.dirname(one.name)))
                self.title = tree.get("title") or self.title
        for one, tree in trees:
            if tree.name in {*qti.OLD, *qti.NEW_ITEM}:
                if not self.documents:
                    self.sort = qti.version(tree)
                self.documents += 1
                yield from self._document(one, tree)

    def _document(self, one: Listed, tree: Element) -> Iterator[Foreign]:
        self._remarks.within = one.name
        beside = Beside(posixpath.dirname(one.name), self._archive.content)
        if tree.name in qti.OLD:
            self.title = self.title or old.title(tree)
        category = self._categories.get(one.name, "")
        for found in qti.questions(tree, category, beside, self._remarks):
            yield replace(found, tags=found.tags or one.keywords, own={**found.own, "member": one.name})
        self._remarks.within = ""

    def _tree(self, name: str) -> Element | None:
        content = self._archive.content(name)
        if content is None:
            return None
        self._remarks.within = name
        found = qti.tree(content, self._remarks)
        self._remarks.within = ""
        return found

    def _listed(self) -> list[Listed]:
        """The documents that the manifest lists; without one, every document of XML."""
        names = sorted((one for one in self._archive.names if posixpath.basename(one) == MANIFEST), key=len)
        root = self._tree(names[0]) if names else None
        if root is None:
            found = self._unlisted()
            if found:
                words = f"the package has no {MANIFEST}: most importers refuse it; it is read file by file"
                self._remarks.add("manifest-missing", words, 1)
            return found
        self._remarks.within = names[0]
        folder = posixpath.dirname(names[0])
        self.title = title(root)
        self._check(root, folder)
        self._remarks.within = ""
        return [one for one in listed(root, folder) if one.name in self._archive] or self._unlisted()

    def _unlisted(self) -> list[Listed]:
        """All documents with questions, whatever is listed."""
        found = [one for one in sorted(self._archive.names) if one.lower().endswith(".xml")]
        return [Listed(one, "", 1, ()) for one in found if self._is_question(one)]

    def _is_question(self, name: str) -> bool:
        head = (self._archive.content(name) or b"")[:4000]
        return any(f"<{root}".encode() in head for root in (*qti.OLD, *qti.NEW_ITEM, *qti.NEW_TEST))

    def _check(self, root: Element, folder: str) -> None:
        """What is listed and not there."""
        wanted = [(one.name, one.line) for one in listed(root, folder)] + [*files(root, folder)]
        lines = {name: line for name, line in reversed(wanted) if name not in self._archive}
        for name in dict.fromkeys(name for name, _ in wanted):
            if line := lines.get(name):
                words = f"the manifest lists {shown(name)}, and it is not in the package: put it in"
                self._remarks.add("manifest-without-file", words, line)
