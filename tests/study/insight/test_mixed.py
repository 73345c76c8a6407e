from collections import Counter, defaultdict
from itertools import islice

import pytest

from quizgen import catalog
from quizgen.blueprint.spread import Wish, cells, questions
from quizgen.model import LEVELS
from quizgen.study.insight.mixed import mixed


def test_shares_add_up() -> None:
    found = mixed(catalog.listed())
    assert sum(one.share for one in found) == pytest.approx(1)
    assert len({(one.source, one.level) for one in found}) == len(found)


def test_topics_are_drawn_by_their_shares() -> None:
    sources, number = catalog.listed(), 20
    every = cells(sources, LEVELS, None)
    drawn: Counter[str] = Counter()
    for seed in range(number):
        drawn.update(one.topic for one in islice(questions(Wish(every, 1, f"mixed {seed}")), 20))
    shares: defaultdict[str, float] = defaultdict(float)
    for one in mixed(sources):
        shares[one.topic] += one.share
    for topic, share in shares.items():
        assert drawn[topic] / (20 * number) == pytest.approx(share, abs=0.025), topic
