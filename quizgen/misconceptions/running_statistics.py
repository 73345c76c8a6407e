"""Mistakes about running statistics: how they are kept, and how evaluation mode uses them."""

from __future__ import annotations

from quizgen.math.reader import read
from quizgen.misconceptions.kinds import Instead, Shape, Trees


def _on(name: str, formulas: dict[str, str], feedback: str, *, concept: str) -> Instead:
    """A wrong formula for each kind of question that the mistake can be made in; ``shape`` begins with the kind."""

    def work(shape: Shape) -> Trees | None:
        return (read(formulas[shape[0]]),) if shape[0] in formulas else None

    return Instead(name, work, feedback, concept=concept)


def _value(name: str, standard: str, feedback: str, whole: str = "gamma*({}) + beta", *, concept: str) -> Instead:
    """A slip in the layer's output; the bias of a merged convolution is that output for the value ``x`` of its bias."""
    formula = whole.format(standard)
    return _on(name, dict.fromkeys(("alone", "batch", "merged"), formula), feedback, concept=concept)


EVALUATION = (
    _on(
        "uses-batch-statistics",
        {"batch": "gamma*(x - batch_mean)/sqrt(batch_var) + beta"},
        "In evaluation mode the layer uses its running statistics, whatever the present batch looks like.",
        concept="running-in-evaluation",
    ),
    _on(
        "mixes-statistics",
        {"batch": "gamma*(x - batch_mean)/sqrt(running_var) + beta"},
        "In evaluation mode both the mean and the variance are the running ones.",
        concept="running-in-evaluation",
    ),
    _value(
        "divides-by-running-variance",
        "(x - running_mean)/running_var",
        "The buffer holds the variance, and the distance from the mean is divided by its root.",
        concept="divides-wrongly",
    ),
    _value(
        "does-not-divide",
        "x - running_mean",
        "The distance from the running mean is divided by the root of the running variance.",
        concept="divides-wrongly",
    ),
    _value(
        "does-not-subtract-running-mean",
        "x/sqrt(running_var)",
        "The running mean is subtracted before dividing, so that a value equal to it comes out as beta.",
        concept="forgets-centring",
    ),
    _value(
        "turns-sign-of-running-mean",
        "(running_mean - x)/sqrt(running_var)",
        "The running mean is subtracted from the value, not the value from the running mean.",
        concept="forgets-centring",
    ),
    _value(
        "multiplies-by-running-deviation",
        "(x - running_mean)*sqrt(running_var)",
        "The distance from the running mean is divided by the standard deviation, not multiplied by it.",
        concept="divides-wrongly",
    ),
    _value(
        "evaluates-without-gamma-and-beta",
        "(x - running_mean)/sqrt(running_var)",
        "Gamma and beta are learned in training and applied in evaluation mode too.",
        "{}",
        concept="scale-and-shift",
    ),
    _value(
        "forgets-the-shift",
        "(x - running_mean)/sqrt(running_var)",
        "After scaling by gamma, beta is added.",
        "gamma*({})",
        concept="scale-and-shift",
    ),
    _value(
        "forgets-the-scale",
        "(x - running_mean)/sqrt(running_var)",
        "The standardised value is multiplied by gamma before beta is added.",
        "{} + beta",
        concept="scale-and-shift",
    ),
    _value(
        "shifts-before-scaling",
        "(x - running_mean)/sqrt(running_var)",
        "The value is multiplied by gamma first, and beta is added to the product.",
        "gamma*({} + beta)",
        concept="scale-and-shift",
    ),
    _value(
        "swaps-gamma-and-beta",
        "(x - running_mean)/sqrt(running_var)",
        "Gamma, the `weight`, is the factor, and beta, the `bias`, is added.",
        "beta*({}) + gamma",
        concept="scale-and-shift",
    ),
    _value(
        "subtracts-the-shift",
        "(x - running_mean)/sqrt(running_var)",
        "Beta is added, with the sign that it has.",
        "gamma*({}) - beta",
        concept="scale-and-shift",
    ),
    _on(
        "ignores-bias-of-convolution",
        {"merged": "gamma*(0 - running_mean)/sqrt(running_var) + beta"},
        "The convolution's own bias passes the normalisation as well and stays part of the merged one.",
        concept="bias-before-norm",
    ),
    _on(
        "adds-bias-to-beta",
        {"merged": "x + beta"},
        "The running mean is subtracted from the convolution's bias and the rest is scaled before beta is added.",
        concept="bias-before-norm",
    ),
    _on(
        "leaves-bias-unscaled",
        {"merged": "x + beta - gamma*running_mean/sqrt(running_var)"},
        "The convolution's bias is scaled too, by gamma over the root of the running variance.",
        concept="bias-before-norm",
    ),
)

_WEIGHTED = "(1 - momentum/100)*old + momentum/100*({})"

UPDATES = (
    _on(
        "weights-the-old-value-by-momentum",
        {
            "mean": "momentum/100*old + (1 - momentum/100)*observed",
            "variance": "momentum/100*old + (1 - momentum/100)*observed*count/(count - 1)",
            "twice": "momentum/100*(momentum/100*old + (1 - momentum/100)*observed_1) + (1 - momentum/100)*observed_2",
        },
        "In PyTorch `momentum` weights the new value; that it weights the old one is the convention of Keras.",
        concept="running-update",
    ),
    _on(
        "takes-the-batch-statistic",
        {"mean": "observed", "variance": "observed*count/(count - 1)", "twice": "observed_2"},
        "The running statistic is a moving average, and one batch moves it by the share `momentum` only.",
        concept="running-update",
    ),
    _on(
        "leaves-it-unchanged",
        {"mean": "old", "variance": "old", "twice": "old"},
        "Every batch in training mode moves the running statistics.",
        concept="running-update",
    ),
    _on(
        "keeps-old-value-undecayed",
        {
            "mean": "old + momentum/100*observed",
            "variance": "old + momentum/100*observed*count/(count - 1)",
            "twice": "old + momentum/100*observed_1 + momentum/100*observed_2",
        },
        "The weights of the old and the new value add up to 1, so the old one is multiplied by `1 - momentum`.",
        concept="running-update",
    ),
    _on(
        "takes-the-plain-mean",
        {
            "mean": "(old + observed)/2",
            "variance": "(old + observed*count/(count - 1))/2",
            "twice": "(old + observed_1 + observed_2)/3",
        },
        "The values are not weighted alike: the new one has the weight `momentum`, the old one the rest.",
        concept="running-update",
    ),
    _on(
        "subtracts-the-change",
        {
            "mean": "old - momentum/100*(observed - old)",
            "variance": "old - momentum/100*(observed*count/(count - 1) - old)",
        },
        "The running statistic moves towards what was observed, not away from it.",
        concept="running-update",
    ),
    _on(
        "takes-the-step-alone",
        {
            "mean": "momentum/100*(observed - old)",
            "variance": "momentum/100*(observed*count/(count - 1) - old)",
        },
        "That is the step by which the running statistic moves, and the old value is still to be added.",
        concept="running-update",
    ),
    _on(
        "forgets-the-old-value",
        {"mean": "momentum/100*observed", "variance": "momentum/100*observed*count/(count - 1)"},
        "The old value stays in the average with the weight `1 - momentum`.",
        concept="running-update",
    ),
    _on(
        "scales-old-value-by-one-more",
        {"mean": "(1 + momentum/100)*old + momentum/100*observed"},
        "The old value loses the share that the new one gains: its factor is `1 - momentum` and not `1 + momentum`.",
        concept="running-update",
    ),
    _on(
        "keeps-the-biased-variance",
        {"variance": _WEIGHTED.format("observed")},
        "For `running_var` PyTorch takes the unbiased variance, whose divisor is one less than the number of samples.",
        concept="which-variance",
    ),
    _on(
        "turns-the-correction",
        {"variance": _WEIGHTED.format("observed*(count - 1)/count")},
        "The unbiased variance is the larger one: it has the smaller divisor, one less than the number of samples.",
        concept="which-variance",
    ),
    _on(
        "averages-deviations",
        {"variance": _WEIGHTED.format("sqrt(observed)")},
        "The buffer `running_var` holds a variance, so no root is taken.",
        concept="which-variance",
    ),
    _on(
        "sees-the-last-batch-only",
        {"twice": "(1 - momentum/100)*old + momentum/100*observed_2"},
        "Every batch moves the running mean, the first one as well.",
        concept="running-update",
    ),
    _on(
        "sees-the-first-batch-only",
        {"twice": "(1 - momentum/100)*old + momentum/100*observed_1"},
        "Every batch moves the running mean, the last one as well.",
        concept="running-update",
    ),
    _on(
        "averages-the-batches-first",
        {"twice": "(1 - momentum/100)*old + momentum/100*(observed_1 + observed_2)/2"},
        "There are two updates, one after each batch, and each one takes its share of what was there before.",
        concept="running-update",
    ),
    _on(
        "gives-both-batches-one-weight",
        {"twice": "(1 - 2*momentum/100)*old + momentum/100*observed_1 + momentum/100*observed_2"},
        "The second update shrinks what the first one added, so the older batch weighs less.",
        concept="running-update",
    ),
    _on(
        "swaps-the-batches",
        {"twice": "(1 - momentum/100)*((1 - momentum/100)*old + momentum/100*observed_2) + momentum/100*observed_1"},
        "The last batch has the largest weight, for what came before is shrunk by its update.",
        concept="running-update",
    ),
    _on(
        "does-not-shrink-the-first-batch",
        {"twice": "(1 - momentum/100)**2*old + momentum/100*observed_1 + momentum/100*observed_2"},
        "The second update multiplies all that was there before by `1 - momentum`, the first batch's share as well.",
        concept="running-update",
    ),
    _on(
        "weighs-both-batches-alike",
        {"twice": "(1 - momentum/100)**2*old + (1 - (1 - momentum/100)**2)*(observed_1 + observed_2)/2"},
        "The older batch weighs less than the newer one, for the second update shrinks its share.",
        concept="running-update",
    ),
    _on(
        "squares-the-share",
        {"twice": "(1 - (momentum/100)**2)*old + (momentum/100)**2*observed_2"},
        "The share of a new value is `momentum` itself each time; what is squared is the weight of the old value.",
        concept="running-update",
    ),
)
