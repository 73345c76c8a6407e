"""Mistakes about the size of the im2col matrix."""

from __future__ import annotations

from quizgen.misconceptions.kinds import Instead, Misreading, Mistake

SIDE = "(floor((n + 2*padding - kernel_size)/stride) + 1)"
SIZES = (
    Misreading(
        "forgets-channels",
        {"in_channels": "1"},
        "A window covers its area in every input channel, so a column holds the numbers of all channels.",
        concept="im2col-rows",
    ),
    Misreading(
        "squares-channels",
        {"in_channels": "in_channels**2"},
        "Each input channel gives a column what the window covers of it, once.",
        concept="im2col-rows",
    ),
    Mistake(
        "counts-one-side-of-kernel",
        "kernel_size**2",
        "kernel_size",
        "A square kernel has as many taps as its side times its side.",
        concept="kernel-side-once",
    ),
    Mistake(
        "kernel-for-every-output-side",
        "in_channels*kernel_size**2",
        "in_channels*kernel_size**3",
        "A kernel has two sides, so its side is a factor twice and not three times.",
        concept="kernel-as-cube",
    ),
    Instead(
        "counts-one-side-of-output",
        f"in_channels*kernel_size**2*{SIDE}",
        "The window moves over rows and columns, so its positions are the side of the output squared.",
        concept="kernel-side-once",
    ),
    Instead(
        "column-for-every-input",
        "in_channels*kernel_size**2*n**2",
        "There is a column for each position of the window, and those are fewer than the positions of the input.",
        concept="im2col-columns",
    ),
    Instead(
        "column-for-every-padded-input",
        "in_channels*kernel_size**2*(n + 2*padding)**2",
        "There is a column for each position of the window, and those are fewer than those of the padded input.",
        concept="im2col-columns",
    ),
    Instead(
        "copies-nothing-twice",
        "in_channels*(n + 2*padding)**2",
        "Windows overlap, and what lies under several of them is copied into each of their columns.",
        concept="im2col-columns",
    ),
    Instead(
        "size-of-input",
        "in_channels*n**2",
        "That is the input itself; im2col copies each number once for every window that covers it.",
        concept="im2col-columns",
    ),
    Instead(
        "size-of-output",
        f"in_channels*{SIDE}**2",
        "A column holds all that a window covers, not one number for each channel.",
        concept="im2col-rows",
    ),
    Misreading(
        "ignores-stride-of-im2col",
        {"stride": "1"},
        "The window moves by the stride, so it has fewer positions than with a step of one.",
        concept="ignores-stride",
    ),
    Misreading(
        "ignores-padding-of-im2col",
        {"padding": "0"},
        "The padding widens the input on both sides, so the window has more positions.",
        concept="ignores-padding",
    ),
    Mistake(
        "no-plus-one-in-im2col",
        "floor(x/y) + 1",
        "floor(x/y)",
        "The division counts steps; the position where the window starts is one more.",
        concept="forgets-starting-position",
    ),
    Mistake(
        "one-step-too-many",
        "floor(x/y) + 1",
        "floor(x/y) + 2",
        "The window starts at one position and makes that many steps, so only one is added to their number.",
        concept="one-position-too-many",
    ),
    Mistake(
        "forgets-window-of-im2col",
        "floor((x - kernel_size)/y) + 1",
        "floor(x/y) + 1",
        "The window has to fit into the input, so its size is subtracted before counting the steps.",
        concept="forgets-kernel-room",
    ),
)
