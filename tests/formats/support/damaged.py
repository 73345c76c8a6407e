"""Files with something wrong in them: bytes that are missing, others, twice, or in another place."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from copy import deepcopy
from random import Random

from lxml import etree

PIECES = (
    *(
        b"\0",
        b"\xff\xfe",
        b"&",
        b"<",
        b">",
        b"]]>",
        b"<![CDATA[",
        b"{",
        b"}",
        b'"',
        b"'",
        b"\\",
        b"#",
        b"~",
        b"=",
        b"%",
    ),
    *(
        b"&nbsp;",
        b"&#0;",
        b"&#x110000;",
        b"<!DOCTYPE a [<!ENTITY b 'c'>]>",
        b"<!--",
        b"-->",
        b"<?x",
        b"1e999999",
        b"-0",
    ),
    *(
        b"999999999999999999999999999999",
        b"\xc3\x28",
        b"\xed\xa0\x80",
        b"\r",
        b"\n\n",
        b"null",
        b"true",
        b"[[[[",
        b"1/0",
    ),
)
WORDS = (
    "",
    " ",
    "1",
    "-1",
    "0",
    "1e999",
    "1e-999",
    "0.1.2",
    "1/0",
    "nan",
    "true",
    "RESPONSE",
    "SCORE",
    "A",
    "P1 A",
    "{1:SA:=x}",
    "*",
)
Damage = Callable[[bytes, Random], bytes]


def _cut(content: bytes, random: Random) -> bytes:
    return content[: random.randrange(len(content))]


def _without(content: bytes, random: Random) -> bytes:
    start = random.randrange(len(content))
    return content[:start] + content[start + random.choice((1, 2, 10, 200)) :]


def _with(content: bytes, random: Random) -> bytes:
    start = random.randrange(len(content))
    return content[:start] + random.choice(PIECES) + content[start:]


def _other(content: bytes, random: Random) -> bytes:
    start = random.randrange(len(content))
    return content[:start] + random.randbytes(random.choice((1, 1, 8))) + content[start + 1 :]


def _swapped(content: bytes, random: Random) -> bytes:
    one, two, three = sorted(random.randrange(len(content)) for _ in range(3))
    return content[:one] + content[two:three] + content[one:two] + content[three:]


def _twice(content: bytes, random: Random) -> bytes:
    one, two = sorted(random.randrange(len(content)) for _ in range(2))
    return content[:two] + content[one:]


def _word(content: bytes, random: Random) -> bytes:
    """A quoted value or a number that is another."""
    words = [place for place in range(len(content)) if content[place : place + 1] in {b'"', b">"}]
    start = random.choice(words or [0]) + 1
    return content[:start] + random.choice(PIECES) + content[start + random.choice((0, 1, 3)) :]


DAMAGES: tuple[Damage, ...] = (_cut, _without, _with, _other, _swapped, _twice, _word)


def damaged(content: bytes, count: int, seed: str) -> Iterator[bytes]:
    """So many damaged files made of one."""
    random = Random(seed)  # noqa: S311 - nothing is kept secret by it
    for number in range(count):
        found = DAMAGES[number % len(DAMAGES)](content, random)
        yield found if random.random() < 0.7 else DAMAGES[random.randrange(len(DAMAGES))](found or b" ", random)


def rearranged(content: bytes, count: int, seed: str) -> Iterator[bytes]:
    """So many files made of one of XML that are well formed, and in which elements are missing, others or elsewhere."""
    random = Random(seed)  # noqa: S311 - nothing is kept secret by it
    for _ in range(count):
        root = etree.fromstring(content)
        for _ in range(random.choice((1, 1, 3))):
            every = [one for one in root.iter() if isinstance(one.tag, str) and one is not root]
            if every:
                _changed(random.choice(every), random, every)
        yield etree.tostring(root, encoding="utf-8", xml_declaration=True)


def _changed(one: etree._Element, random: Random, every: list[etree._Element]) -> None:
    parent, what = one.getparent(), random.randrange(7)
    if what == 0:
        parent.remove(one)
    elif what == 1:
        parent.append(deepcopy(one))
    elif what == 2:
        one.text = random.choice(WORDS)
    elif what == 3 and one.attrib:
        one.set(random.choice([*one.attrib]), random.choice(WORDS))
    elif what == 4 and one.attrib:
        del one.attrib[random.choice([*one.attrib])]
    elif what == 5:
        one.tag = random.choice(every).tag
    else:
        for inside in list(one):
            one.remove(inside)
