"""Files with something wrong in them: bytes that are missing, others, twice, or in another place."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from random import Random

PIECES = (
    *(b"\0", b"\xff\xfe", b"&", b"<", b">", b"]]>", b"<![CDATA[", b"{", b"}", b'"', b"'", b"\\", b"#", b"~", b"=", b"%"),
    *(b"&nbsp;", b"&#0;", b"&#x110000;", b"<!DOCTYPE a [<!ENTITY b 'c'>]>", b"<!--", b"-->", b"<?x", b"1e999999", b"-0"),
    *(b"999999999999999999999999999999", b"\xc3\x28", b"\xed\xa0\x80", b"\r", b"\n\n", b"null", b"true", b"[[[[", b"1/0"),
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
    start = random.choice(words) + 1
    return content[:start] + random.choice(PIECES) + content[start + random.choice((0, 1, 3)) :]


DAMAGES: tuple[Damage, ...] = (_cut, _without, _with, _other, _swapped, _twice, _word)


def damaged(content: bytes, count: int, seed: str) -> Iterator[bytes]:
    """So many damaged files made of one."""
    random = Random(seed)
    for number in range(count):
        found = DAMAGES[number % len(DAMAGES)](content, random)
        yield found if random.random() < 0.7 else DAMAGES[random.randrange(len(DAMAGES))](found or b" ", random)
