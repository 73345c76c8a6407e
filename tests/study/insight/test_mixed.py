from collections import Counter, defaultdict

import pytest

from quizgen import catalog
from quizgen.blueprint.mixing import Mixture
from quizgen.blueprint.spread import cells
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
        mixture = Mixture(every, f"mixed {seed}")
        drawn.update(cell.source.topic for _ in range(20) if (cell := mixture.take()))
    shares: defaultdict[str, float] = defaultdict(float)
    for one in mixed(sources):
        shares[one.topic] += one.share
    for topic, share in shares.items():
        assert drawn[topic] / (20 * number) == pytest.approx(share, abs=0.025), topic
