"""Trees that learn which option is the key, each item judged by trees that have never seen its key or its options."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt

from quizgen.audit.learned.features import Floats, of_numbers, of_parts
from quizgen.audit.learned.items import FEW, Lot
from quizgen.guessing import Ints

FOLDS = 5
TREES, LEAVES, LEAST = 50, 15, 10


def hits(lot: Lot) -> int:
    """How many keys are found: all of them where they are one and the same.

    The items are parted by their keys, so that no key stands both where the trees learn and where they are tried; nor
    does a set of options, where enough others are left to learn from.
    """
    if not lot.keys.any():
        return len(lot)
    from sklearn.model_selection import GroupKFold
    from threadpoolctl import threadpool_limits

    features = of_numbers(lot.parts[:, :, 0]) if lot.parts.shape[2] == 1 else of_parts(lot.parts)
    folds = GroupKFold(min(FOLDS, int(lot.keys.max()) + 1))
    with threadpool_limits(1):
        parted = folds.split(features, groups=lot.keys)
        return sum(_found(features, lot.right, unseen_by(lot, learn, tried), tried) for learn, tried in parted)


def unseen_by(lot: Lot, learn: Ints, tried: Ints) -> Ints:
    """The items to learn from that show other options than those that are tried; all of them where these are few."""
    other = learn[~np.isin(lot.sets[learn], lot.sets[tried])]
    return other if len(other) >= FEW else learn


def _found(features: Floats, right: Ints, learn: Ints, tried: Ints) -> int:
    """How often the option that the trees think likeliest is the key, among the items that are tried."""
    chosen = _likely(features[learn], right[learn], features[tried]).argmax(axis=1)
    return int((chosen == right[tried]).sum())


def _likely(features: Floats, right: Ints, tried: Floats) -> npt.NDArray[np.float64]:
    """How likely each option of the items that are tried is the key: items x options."""
    from sklearn.ensemble import HistGradientBoostingClassifier

    _, options, width = features.shape
    key = np.arange(options) == right[:, None]
    trees = HistGradientBoostingClassifier(
        max_iter=TREES, max_leaf_nodes=LEAVES, min_samples_leaf=LEAST, early_stopping=False, random_state=0
    )
    trees.fit(features.reshape(-1, width), key.reshape(-1))
    chances = trees.predict_proba(tried.reshape(-1, width))[:, 1]
    return np.asarray(chances.reshape(-1, options), dtype=np.float64)
