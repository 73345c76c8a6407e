"""Mistakes about the size of the im2col matrix."""

from __future__ import annotations

from quizgen.misconceptions.kinds import Instead, Misreading, Mistake

SIDE = "(floor((n + 2*padding - kernel_size)/stride) + 1)"
SIZES = (
    Misreading(
        "forgets-channels",
        {"in_channels": "1"},
        "A window covers its area in every input channel, so a column holds the numbers of all channels.",
    ),
    Misreading(
        "squares-channels",
        {"in_channels": "in_channels**2"},
        "Each input channel gives a column what the window covers of it, once.",
    ),
    Mistake(
        "counts-one-side-of-kernel",
        "kernel_size**2",
        "kernel_size",
        "A square kernel has as many taps as its side times its side.",
    ),
    Mistake(
        "kernel-for-every-output-side",
        "in_channels*kernel_size**2",
        "in_channels*kernel_size**3",
        "A kernel has two sides, so its side is a factor twice and not three times.",
    ),
    Instead(
        "counts-one-side-of-output",
        f"in_channels*kernel_size**2*{SIDE}",
        "The window moves over rows and columns, so its positions are the side of the output squared.",
    ),
    Instead(
        "column-for-every-input",
        "in_channels*kernel_size**2*n**2",
        "There is a column for each position of the window, and those are fewer than the positions of the input.",
    ),
    Instead(
        "column-for-every-padded-input",
        "in_channels*kernel_size**2*(n + 2*padding)**2",
        "There is a column for each position of the window, and those are fewer than those of the padded input.",
    ),
    Instead(
        "copies-nothing-twice",
        "in_channels*(n + 2*padding)**2",
        "Windows overlap, and what lies under several of them is copied into each of their columns.",
    ),
    Instead(
        "size-of-input",
        "in_channels*n**2",
        "That is the input itself; im2col copies each number once for every window that covers it.",
    ),
    Instead(
        "size-of-output",
        f"in_channels*{SIDE}**2",
        "A column holds all that a window covers, not one number for each channel.",
    ),
    Misreading(
        "ignores-stride",
        {"stride": "1"},
        "The window moves by the stride, so it has fewer positions than with a step of one.",
    ),
    Misreading(
        "ignores-padding",
        {"padding": "0"},
        "The padding widens the input on both sides, so the window has more positions.",
    ),
    Mistake(
        "no-plus-one",
        "floor(x/y) + 1",
        "floor(x/y)",
        "The division counts steps; the position where the window starts is one more.",
    ),
    Mistake(
        "one-step-too-many",
        "floor(x/y) + 1",
        "floor(x/y) + 2",
        "The window starts at one position and makes that many steps, so only one is added to their number.",
    ),
    Mistake(
        "forgets-kernel",
        "floor((x - kernel_size)/y) + 1",
        "floor(x/y) + 1",
        "The window has to fit into the input, so its size is subtracted before counting the steps.",
    ),
)
