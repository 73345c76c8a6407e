"""SVG from anywhere, cleaned: whatever could run, load or lead elsewhere is left out.

What has nothing of that stays as it is, letter by letter.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from xml.etree import ElementTree as ET

from quizgen.errors import FormulaError

SVG, XLINK = "http://www.w3.org/2000/svg", "http://www.w3.org/1999/xlink"
_DRAWN = frozenset(
    [
        "svg",
        "g",
        "defs",
        "symbol",
        "use",
        "switch",
        "title",
        "desc",
        "path",
        "rect",
        "circle",
        "ellipse",
        "line",
        "polyline",
        "polygon",
        "text",
        "tspan",
        "textPath",
        "image",
        "linearGradient",
        "radialGradient",
        "stop",
        "pattern",
        "clipPath",
        "mask",
        "marker",
        "style",
        "filter",
        "feBlend",
        "feColorMatrix",
        "feComposite",
        "feComponentTransfer",
        "feConvolveMatrix",
        "feDiffuseLighting",
        "feDisplacementMap",
        "feDistantLight",
        "feDropShadow",
        "feFlood",
        "feFuncA",
        "feFuncB",
        "feFuncG",
        "feFuncR",
        "feGaussianBlur",
        "feMerge",
        "feMergeNode",
        "feMorphology",
        "feOffset",
        "fePointLight",
        "feSpecularLighting",
        "feSpotLight",
        "feTile",
        "feTurbulence",
        "a",
    ]
)
"""Elements that draw, or hold what draws."""
_PROLOG = re.compile(r"\A\s*(?:<\?xml[^>]*\?>|<\?[\w-]+[^>]*\?>|<!--.*?-->|<!DOCTYPE[^>\[]*>|\s+)+", re.DOTALL)
_UNREADABLE = re.compile("[\0-\b\v\f\x0e-\x1f\ufffe\uffff]")
"""Characters that XML cannot hold."""
_OUTSIDE = re.compile(r"url\(\s*['\"]?\s*(?!#)|@import|expression\(|javascript:|-moz-binding|\\", re.IGNORECASE)
_WITHIN = re.compile(r"\s*(?:#|data:image/(?:png|jpe?g|gif);base64,)", re.IGNORECASE)
_LENGTH = re.compile(r"\s*(\d*\.?\d+(?:e[+-]?\d+)?)\s*(px|pt|pc|mm|cm|in)?\s*")
_PIXELS = {"": 1.0, "px": 1.0, "pt": 4 / 3, "pc": 16.0, "mm": 96 / 25.4, "cm": 96 / 2.54, "in": 96.0}
LARGEST = 2_000_000
"""Characters."""


def cleaned(text: str) -> tuple[str, tuple[str, ...]]:
    """The drawing without what does not belong into one, and what that was; raises FormulaError for no SVG."""
    if len(text) > LARGEST:
        raise FormulaError(f"it has {len(text):,} characters, and {LARGEST:,} are enough")
    bare = _UNREADABLE.sub("?", _PROLOG.sub("", text.removeprefix("\ufeff")))
    if "<!" in bare.replace("<!--", "").replace("<![CDATA[", ""):
        raise FormulaError("it declares entities or a document type of its own")
    try:
        root = ET.fromstring(bare)  # noqa: S314 - no declarations
    except (ET.ParseError, ValueError) as error:
        raise FormulaError(f"it is not well formed: {error}") from None
    if root.tag != f"{{{SVG}}}svg":
        raise FormulaError("it is no SVG: its outermost element is no svg of that namespace")
    dropped = [*_clean(root)]
    sized = _size(root)
    if not dropped and not sized:
        return bare, ()
    ET.register_namespace("", SVG)
    ET.register_namespace("xlink", XLINK)
    return ET.tostring(root, encoding="unicode"), tuple(dict.fromkeys(dropped))


def _clean(element: ET.Element) -> Iterator[str]:
    """Takes out of an element what may not be there, and says what it was."""
    for name, value in [*element.attrib.items()]:
        if reason := _unwanted(name, value):
            del element.attrib[name]
            yield reason
    if element.tag == f"{{{SVG}}}style" and _OUTSIDE.search(element.text or ""):
        element.text = ""
        yield "a style that loads something"
    for child in [*element]:
        if not isinstance(child.tag, str):
            continue
        namespace, _, tag = child.tag.removeprefix("{").rpartition("}")
        if namespace == SVG and tag in _DRAWN:
            yield from _clean(child)
        else:
            element.remove(child)
            if namespace == SVG or not namespace:
                yield f"<{tag}>"


def _unwanted(name: str, value: str) -> str:
    local = name.rpartition("}")[2].lower()
    if local.startswith("on"):
        return f"the script in {local}"
    if local in {"href", "src"} and not _WITHIN.match(value):
        return f"a link to {value[:40]}"
    return f"what {local} loads" if local not in {"href", "d"} and _OUTSIDE.search(value) else ""


def _size(root: ET.Element) -> bool:
    """Gives the drawing width and height in pixels, where it has none that everybody reads; whether it had to."""
    found = [_LENGTH.fullmatch(root.get(name, "")) for name in ("width", "height")]
    box = (root.get("viewBox") or "").replace(",", " ").split()
    if all(found):
        sizes = [float(one[1]) * _PIXELS[one[2] or ""] for one in found if one]
        if all((one[2] or "px") == "px" for one in found if one):
            return False
    elif len(box) == 4 and all(_LENGTH.fullmatch(side) for side in box[2:]):
        sizes = [float(side) for side in box[2:]]
    else:
        raise FormulaError("it says neither how large it is nor what its viewBox shows")
    if not root.get("viewBox"):
        root.set("viewBox", f"0 0 {sizes[0]:g} {sizes[1]:g}")
    for name, size in zip(("width", "height"), sizes, strict=True):
        root.set(name, f"{size:g}")
    return True
