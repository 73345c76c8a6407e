"""A tagged paper that becomes a part of a larger PDF: its trees are made ready to hang below those of the whole."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING, Any

from quizgen.errors import QuizgenError

if TYPE_CHECKING:
    import pikepdf

CATALOG, PAGES, STRUCTURE, DOCUMENT, PARENTS, NAMES, BOOKMARKS, ABOUT, INFO = range(1, 10)
"""The numbers of what the whole has once."""
MISSING = 'one file of all students\' exams needs pikepdf, which is not installed: pip install "quizgen[roster]"'
_TOKENS = re.compile(rb"\((?:\\.|[^\\)])*\)|<[0-9A-Fa-f]*>|(?<![^\s\[])(\d+) 0 R(?!\w)", re.DOTALL)
"""Strings, in which nothing is meant, and references."""


def library() -> Any:
    """The module pikepdf; raises QuizgenError where it is not installed."""
    try:
        import pikepdf
    except ImportError:
        raise QuizgenError(MISSING) from None
    return pikepdf


class Paper:
    """A paper as pikepdf reads it, the ``place``-th of the whole, from 0.

    ``keys`` of pages, by which these find their structure, came before it. Its objects have the numbers after
    ``first``, but for ``stand_ins``, which stand for objects of the whole; its bookmark has that of ``bookmark``.
    """

    def __init__(self, source: pikepdf.Pdf, place: int, keys: int, bookmark: int) -> None:
        self._source, self._before, self._keys = source, f"{place:06}-".encode(), keys
        self._tree, self._marks = source.Root.StructTreeRoot, source.Root.Outlines
        self.bookmark, self.first = bookmark, 0
        self.stand_ins: dict[int, int] = {}
        self._stand_in(CATALOG, source.Root, source.Root.Metadata, source.trailer.get("/Info"))
        self._stand_in(DOCUMENT, self._tree)
        self._stand_in(bookmark, self._marks)
        self._ending_on_a_back()
        self._hung()
        self._renamed()
        self._parents, self._names = self._keyed(), self._named()

    @property
    def pages(self) -> int:
        """How many there are."""
        return len(self._source.pages)

    @property
    def keys(self) -> int:
        """How many it has of its own."""
        return int(self._tree.get("/ParentTreeNextKey", self.pages))

    @property
    def roles(self) -> Mapping[str, str]:
        """What its own kinds of elements mean."""
        return {str(role): str(meaning) for role, meaning in self._tree.get("/RoleMap", {}).items()}

    @property
    def last(self) -> int:
        """The largest number of an object, from 1."""
        return max(one.objgen[0] for one in self._source.objects)

    def objects(self) -> Iterator[tuple[int, bytes, bytes | None]]:
        """What is to be written: the number in the whole, the value or a stream's entries, and the stream's data."""
        import pikepdf

        for one in self._source.objects:
            if (number := one.objgen[0]) in self.stand_ins:
                continue
            if isinstance(one, pikepdf.Stream):
                entries = one.stream_dict
                if "/Length" in entries:
                    del entries["/Length"]
                yield self.first + number, self.moved(entries.unparse())[2:-2].strip(), one.read_raw_bytes()
            else:
                yield self.first + number, self.moved(one.unparse(resolved=True)), None

    def moved(self, value: bytes) -> bytes:
        """A value as PDF writes it, with the numbers that objects have in the whole."""

        def number(found: re.Match[bytes]) -> bytes:
            if found[1] is None:
                return found[0]
            own = int(found[1])
            return b"%d 0 R" % self.stand_ins.get(own, self.first + own)

        return _TOKENS.sub(number, value)

    def hung(self) -> tuple[bytes, bytes, bytes, bytes]:
        """References to its pages, to its structure, to the keys of its pages and, if it has any, to named heads."""
        kids = self._tree.K
        elements = list(kids) if _is_array(kids) else [kids]
        return (
            self._to(self._source.Root.Pages),
            b" ".join(map(self._to, elements)),
            self._to(self._parents),
            self._to(self._names) if self._names is not None else b"",
        )

    def entries(self, name: str) -> bytes:
        """Of its bookmark: the name, the first page, and the bookmarks below, which are not unfolded."""
        import pikepdf

        first = self._to(self._source.pages[0].obj)
        below = b""
        if "/First" in self._marks:
            ends = self._to(self._marks.First), self._to(self._marks.Last), int(self._marks.Count)
            below = b" /First %s /Last %s /Count -%d" % ends
        return b"/Title %s /Dest [ %s /Fit ]%s" % (pikepdf.String(name).unparse(), first, below)

    def _to(self, one: Any) -> bytes:
        return b"%d 0 R" % (self.first + one.objgen[0])

    def _stand_in(self, number: int, *these: Any) -> None:
        self.stand_ins |= {one.objgen[0]: number for one in these if one is not None}

    def _ending_on_a_back(self) -> None:
        """A paper of an odd number of pages ends with an empty one."""
        import pikepdf

        if self.pages % 2:
            front = self._source.pages[0].obj
            back = pikepdf.Dictionary(Type=pikepdf.Name("/Page"), MediaBox=front["/MediaBox"], Tabs=pikepdf.Name("/S"))
            back["/Resources"] = pikepdf.Dictionary()
            self._source.pages.append(pikepdf.Page(self._source.make_indirect(back)))

    def _hung(self) -> None:
        """Pages and structure are parts of larger ones."""
        import pikepdf

        above = self._source.make_indirect(pikepdf.Dictionary())
        self._stand_in(PAGES, above)
        self._source.Root.Pages["/Parent"] = above
        kids = self._tree.K
        for one in list(kids) if _is_array(kids) else [kids]:
            if one.get("/S") == "/Document":
                one["/S"] = pikepdf.Name("/Part")

    def _renamed(self) -> None:
        """Pages find their structure by other keys, cells the heads of their columns by other names."""
        import pikepdf

        for one in self._source.objects:
            if not isinstance(one, pikepdf.Dictionary | pikepdf.Stream):
                continue
            for key in ("/StructParents", "/StructParent"):
                if key in one:
                    one[key] = int(one[key]) + self._keys
            if "/ID" in one:
                one["/ID"] = self._own(one["/ID"])
            if "/A" in one and _is_array(one["/A"]):
                for each in one["/A"]:
                    if "/Headers" in each:
                        each["/Headers"] = pikepdf.Array([self._own(head) for head in each["/Headers"]])

    def _own(self, name: Any) -> Any:
        import pikepdf

        return pikepdf.String(self._before + bytes(name))

    def _keyed(self) -> Any:
        """The node of the tree that leads from pages' keys to their structure."""
        import pikepdf

        pairs = list(self._tree.ParentTree.Nums)
        keys = [int(one) + self._keys for one in pairs[::2]]
        every = pikepdf.Array([one for pair in zip(keys, pairs[1::2], strict=True) for one in pair])
        node = pikepdf.Dictionary(Nums=every, Limits=pikepdf.Array([keys[0], keys[-1]]))
        return self._source.make_indirect(node)

    def _named(self) -> Any:
        """The node of the tree that leads from names to heads of columns, if there are any."""
        import pikepdf

        pairs = list(self._tree.IDTree.get("/Names", [])) if "/IDTree" in self._tree else []
        if not pairs:
            return None
        names = [self._own(one) for one in pairs[::2]]
        every = pikepdf.Array([one for pair in zip(names, pairs[1::2], strict=True) for one in pair])
        node = pikepdf.Dictionary(Names=every, Limits=pikepdf.Array([names[0], names[-1]]))
        return self._source.make_indirect(node)


def _is_array(value: Any) -> bool:
    import pikepdf

    return isinstance(value, pikepdf.Array)
