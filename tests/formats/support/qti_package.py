"""Packages of QTI taken apart."""

from __future__ import annotations

import os
from collections.abc import Mapping
from fractions import Fraction
from io import BytesIO
from pathlib import Path
from zipfile import ZipFile

from lxml import etree

from quizgen.catalog import format_called
from quizgen.formats.protocol import Options
from quizgen.formats.qti.naming import identifier
from quizgen.model import Form, Item

VERSIONS = ("qti21", "qti30")
MANIFEST, TEST = "imsmanifest.xml", "test.xml"
SCHEMAS = os.environ.get("QUIZGEN_QTI_SCHEMAS", "")
NO_SCHEMAS = "NOT JUDGED: QUIZGEN_QTI_SCHEMAS names no folder with the schemas of IMS, which are not ours to ship"
BY_NAMESPACE = {
    "http://www.imsglobal.org/xsd/imsqti_v2p1": "qtiv2p1/imsqti_v2p1.xsd",
    "http://www.imsglobal.org/xsd/imscp_v1p1": "imscp_v1p1.xsd",
    "http://www.imsglobal.org/xsd/imsqtiasi_v3p0": "qtiv3p0/imsqti_asiv3p0_sbacv1p0_v1p0.xsd",
    "http://www.imsglobal.org/xsd/qti/qtiv3p0/imscp_v1p1": "qtiv3p0/imsqtiv3p0_imscpv1p2_v1p0.xsd",
}
_known: dict[str, etree.XMLSchema] = {}


def package(version: str, form: Form, wrong: Fraction = Fraction(0), *, shuffle: bool = False) -> bytes:
    """The package of a form."""
    fmt = format_called(version)
    assert fmt is not None
    (file,) = fmt.write([form], Options("exam", wrong=wrong, shuffle=shuffle))
    return b"".join(file.chunks)


def files(packed: bytes) -> dict[str, bytes]:
    """The files of a package by name, in their order there."""
    with ZipFile(BytesIO(packed)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def items(found: Mapping[str, bytes]) -> dict[str, bytes]:
    """Those that are items."""
    return {name: raw for name, raw in found.items() if name.endswith(".xml") and name not in (MANIFEST, TEST)}


def of(item: Item, found: Mapping[str, bytes]) -> bytes:
    """The file of an item."""
    return found[f"{identifier(item)}.xml"]


def complaints(found: Mapping[str, bytes]) -> list[str]:
    """What the schemas say against the documents of a package."""
    said = []
    for name, raw in found.items():
        if name.endswith(".xml"):
            root = etree.fromstring(raw)
            judge = _schema(etree.QName(root).namespace or "")
            judge.validate(root)
            said += [f"{name}:{one.line}: {one.message}" for one in judge.error_log]
    return said


def _schema(namespace: str) -> etree.XMLSchema:
    if namespace not in _known:
        _known[namespace] = etree.XMLSchema(etree.parse(str(Path(SCHEMAS, BY_NAMESPACE[namespace]))))
    return _known[namespace]


def words(node: etree._Element) -> str:
    """The words in an element."""
    return " ".join("".join(node.itertext()).split())
