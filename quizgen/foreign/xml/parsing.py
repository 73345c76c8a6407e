"""Text of XML to a tree, by expat; what is ill formed is remarked, and what stands elsewhere is read."""

from __future__ import annotations

import re
from xml.parsers import expat

from quizgen.foreign.remarks import Remarks, shown
from quizgen.foreign.xml.tree import Element, Run, Written

DEEPEST = 120
"""Elements within elements."""
RESTARTS = 200
"""How often reading is begun anew after something that is ill formed."""
_UNDEFINED = expat.errors.codes[expat.errors.XML_ERROR_UNDEFINED_ENTITY]
_ENDS_EARLY = {
    expat.errors.codes[one] for one in (expat.errors.XML_ERROR_NO_ELEMENTS, expat.errors.XML_ERROR_UNCLOSED_TOKEN)
}
_ENTITY = re.compile(r"&[A-Za-z][\w.-]*;?")


class _RefusedError(Exception):
    """Something that is well formed and never read."""

    def __init__(self, rule: str, words: str) -> None:
        super().__init__(words)
        self.rule = rule


def parsed(text: str, remarks: Remarks, again: str = "") -> Element | None:
    """The root of a text, None where there is none.

    After what is ill formed reading begins anew with the next element ``again``, if that is said; what was open there
    stays open.
    """
    content = text.encode("utf-8", "replace")
    first = _Reading(content, 0, 1, remarks)
    root = first.root
    if root is None or first.refused or not again:
        return root
    opening, end, line, counted = re.compile(rf"<{again}[\s/>]".encode()), first.end, 1, 0
    for _ in range(RESTARTS):
        place = opening.search(content, end) if end else None
        if not place:
            break
        line, counted = line + content.count(b"\n", counted, place.start()), place.start()
        rest = _Reading(content, counted, line, remarks, root.name)
        end = rest.end
        if rest.root:
            root.inside.extend(rest.root.inside)
    return root


class _Reading:
    """One reading, from a byte on in a line of the file; ``end`` is where it broke off, 0 if it did not.

    ``around`` is the name of the element in which all stands where it begins in the middle.
    """

    def __init__(self, content: bytes, start: int, line: int, remarks: Remarks, around: str = "") -> None:
        self.root: Element | None = None
        self.refused, self.end = False, 0
        self._open: list[Element] = []
        self._cdata = False
        before = f"<{around}>".encode() if around else b""
        self._content, self._shift, self._offset = content, start - len(before), line - 1
        self._around, self._remarks = around, remarks
        self._parser = self._made()
        self._run(before, start)

    def _made(self) -> expat.XMLParserType:
        parser = expat.ParserCreate("utf-8", " ")
        parser.ordered_attributes = True
        parser.buffer_text = False
        parser.StartElementHandler = self._start
        parser.EndElementHandler = self._finish
        parser.CharacterDataHandler = self._characters
        parser.StartCdataSectionHandler = self._cdata_start
        parser.EndCdataSectionHandler = self._cdata_end
        parser.StartDoctypeDeclHandler = self._doctype
        parser.EntityDeclHandler = self._declared
        parser.SkippedEntityHandler = self._skipped
        return parser

    @property
    def _line(self) -> int:
        return self._parser.CurrentLineNumber + self._offset

    def _run(self, before: bytes, start: int) -> None:
        try:
            self._parser.Parse(before, False)  # noqa: FBT003 - expat's own signature
            self._parser.Parse(memoryview(self._content)[start:], True)  # noqa: FBT003
        except _RefusedError as error:
            self.refused = True
            self._remarks.add(error.rule, str(error), self._line)
        except expat.ExpatError as error:
            place = max(self._parser.ErrorByteIndex + self._shift, start + 1)
            if not (self._around and self._is_end(place)):
                self._ill_formed(error, self._content[place : place + 80].decode("utf-8", "replace"))
                self.end = place

    def _is_end(self, place: int) -> bool:
        """Whether a reading that began in the middle has come to the end of the root."""
        rest = self._content[place : place + 80].strip()
        return len(self._open) <= 1 and (not rest or rest.startswith((b"</", f"{self._around}>".encode())))

    def _ill_formed(self, error: expat.ExpatError, rest: str) -> None:
        line = error.lineno + self._offset
        if error.code == _UNDEFINED and (found := _ENTITY.match(rest)):
            words = f"XML knows no {found[0]}: write the character itself, or put the text into CDATA"
            self._remarks.add("entity-unknown", words, line)
            return
        within = f" within <{self._open[-1].name}>" if self._open else ""
        if not rest.strip() or error.code in _ENDS_EARLY:
            words = f"the file ends{within}: it is cut off, or an end tag is missing"
        else:
            words = f"the XML is ill formed here{within} ({expat.ErrorString(error.code)}) at {shown(rest, 24)}"
        self._remarks.add("ill-formed", f"{words}; what is read is what stands before it", line)

    def _start(self, name: str, attributes: list[str]) -> None:
        if len(self._open) >= DEEPEST:
            raise _RefusedError("ill-formed", f"elements are nested more than {DEEPEST} deep; nobody means that")
        pairs = zip(map(_local, attributes[::2]), attributes[1::2], strict=True)
        made = Element(_local(name), self._line, dict(pairs))
        if self._open:
            self._open[-1].inside.append(made)
        elif self.root is None:
            self.root = made
        self._open.append(made)

    def _finish(self, _: str) -> None:
        self._open.pop().closed = True

    def _characters(self, text: str) -> None:
        inside = self._open[-1].inside
        written = self._written()
        last = inside[-1] if inside else None
        if isinstance(last, Run) and last.written == written != "reference":
            last.text += text
        else:
            inside.append(Run(text, self._line, written))

    def _written(self) -> Written:
        if self._cdata:
            return "cdata"
        place = self._parser.CurrentByteIndex + self._shift
        return "reference" if self._content[place : place + 1] == b"&" else "text"

    def _cdata_start(self) -> None:
        self._cdata = True

    def _cdata_end(self) -> None:
        self._cdata = False

    def _doctype(self, _name: str, _system: str | None, _public: str | None, internal: bool) -> None:  # noqa: FBT001
        if internal:
            raise _RefusedError(
                "dtd-refused",
                "the file declares entities of its own in a DTD, which is not read: leave out <!DOCTYPE ...> and write "
                "the characters themselves",
            )

    def _declared(self, *_: object) -> None:
        raise _RefusedError("dtd-refused", "the file declares entities of its own, which are not read: leave them out")

    def _skipped(self, name: str, parameter: bool) -> None:  # noqa: FBT001 - expat's own signature
        if not parameter and self._open:
            words = f"XML knows no &{name};: write the character itself, or put the text into CDATA"
            self._remarks.add("entity-unknown", words, self._line)
            self._open[-1].inside.append(Run(f"&{name};", self._line, "reference"))


def _local(name: str) -> str:
    """A name without its namespace."""
    return name.rpartition(" ")[2]
