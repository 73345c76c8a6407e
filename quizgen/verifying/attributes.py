"""The settings of one layer as people write them."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping

from quizgen.verifying.problem import Axes, Doubtful, Part
from quizgen.verifying.taking import Taking, axes, put, put_once

_FILTERS = r"(?:filters?|kernels?)"
_CONVS = r"(?:convolutions?|convolutional layers?|conv layers?|conv2d layers?|convs?|layers?)"
_STACKED = r"(?:stacked |consecutive |successive |sequential |identical |such |equal )*"
_SIDES = r"(?: (?:on|at|to) (?:each|every|all|both|all four) (?:sides?|borders?|edges?))?"
_PAD = r"(?:zero )?(?:padding|pad|padded)(?: size| width)?"
_BIAS = r"(?:the |a |any |its |their |an? )?(?:bias|biases)(?: terms?| parameters?)?"


def _sized(name: str) -> Callable[[Part, re.Match[str]], None]:
    return lambda part, found: put_once(part, name, axes(found["s"]))


def _counted(name: str) -> Callable[[Part, re.Match[str]], None]:
    return lambda part, found: put_once(part, name, int(found["n"]))


def _flag(name: str, *, value: bool) -> Callable[[Part, re.Match[str]], None]:
    return lambda part, found: put(part, name, value)  # noqa: ARG005 - all have the same arguments


def _kernel(part: Part, found: re.Match[str]) -> None:
    """A kernel's size; a third number counts the channels that it reads."""
    size: Axes = axes(found["s"])
    if len(size) == 3:
        put(part, "inputs", size[2])
        size = size[:2]
    put_once(part, "kernel", size)
    if found.groupdict().get("n"):
        put_once(part, "outputs", int(found["n"]))


def _copies(part: Part, found: re.Match[str]) -> None:
    if part.copies != 1:
        raise Doubtful
    part.copies = int(found["n"])
    if "conv" in found[0]:
        put(part, "kind", "Conv")
    if found.groupdict().get("s"):
        put_once(part, "kernel", axes(found["s"]))


def _turned(part: Part, found: re.Match[str]) -> None:
    put_once(part, "inputs", int(found["n"]))
    put_once(part, "outputs", int(found["m"]))


def _same(part: Part, found: re.Match[str]) -> None:
    del found
    if part.same:
        raise Doubtful
    part.same = True


def _zero(part: Part, found: re.Match[str]) -> None:
    del found
    put_once(part, "padding", (0,))


PHRASES: Mapping[str, Callable[[Part, re.Match[str]], None]] = {
    r"bias{OF} true": _flag("bias", value=True),
    r"bias{OF} false": _flag("bias", value=False),
    r"ceil_mode{OF} true": _flag("ceil", value=True),
    r"ceil_mode{OF} false": _flag("ceil", value=False),
    rf"(?:each|every) (?:filter|kernel|neuron|output channel|unit)(?: also)? has (?:a|its own|one|1) {_BIAS}": _flag(
        "bias", value=True
    ),
    rf"(?:, |\( )?(?:without|no|ignoring|ignore|excluding|exclude|not counting|not including|neglecting|disregarding"
    rf"|omitting|has no|have no|uses no|use no|there (?:is|are) no) {_BIAS}(?: \))?": _flag("bias", value=False),
    rf"(?:, |\( )?(?:with|including|include|counting|count|plus|has|have|uses|use) {_BIAS}(?: \))?": _flag(
        "bias", value=True
    ),
    r"(?:and |with |plus )?(?:one|a|1) bias(?: term)? (?:per|for each|for every|in each) (?:filter|kernel|neuron|output"
    r"|output channel|unit)": _flag("bias", value=True),
    r"\( (?:both )?(?:weights? (?:and|\+|plus) bias(?:es)?|bias(?:es)? and weights) \)": _flag("bias", value=True),
    r"(?:the )?bias(?:es)? (?:(?:is|are) )?included": _flag("bias", value=True),
    r"turns (?P<n>{N}) channels into (?P<m>{N})(?: channels)?": _turned,
    r"biases (?:are )?(?:excluded|ignored|omitted|left out)": _flag("bias", value=False),
    r"(?:no|without|without any|with no|and no)(?: zero)? padding|unpadded"
    r"|padding{OF} (?:valid|none)|valid (?:padding|convolutions?)|(?:is|are) not padded": _zero,
    r"padding{OF} same|same (?:zero )?padding": _same,
    r"(?:stride|strides|striding)(?: size| length| step)?{OF} (?P<s>{S})(?: pixels?)?": _sized("stride"),
    r"s = (?P<s>{N})": _sized("stride"),
    r"(?:output_padding|output padding){OF} (?P<s>{S})": _sized("output_padding"),
    rf"{_PAD}{{OF}} (?P<s>{{S}})(?: zeros?| pixels?)?{_SIDES}": _sized("padding"),
    rf"p = (?P<s>{{N}})|(?:a )?(?P<t>{{N}}) pixels? (?:of )?(?:zero )?padding{_SIDES}": lambda part, found: put_once(
        part, "padding", axes(found["s"] or found["t"])
    ),
    r"(?:dilation|dilation rate|dilation factor|dilation_rate|rate|dilated){OF} (?P<s>{S})": _sized("dilation"),
    r"d = (?P<s>{N})": _sized("dilation"),
    r"groups?{OF} (?P<n>{N})": _counted("groups"),
    r"(?P<n>{N}) groups": _counted("groups"),
    r"(?:in_channels|input channels?|number of input channels){OF} (?P<n>{N})": _counted("inputs"),
    r"(?:out_channels|output channels?|number of output channels){OF} (?P<n>{N})": _counted("outputs"),
    r"(?P<n>{N}) (?:input|in|incoming) (?:channels?|feature maps?|maps?)": _counted("inputs"),
    r"(?P<n>{N}) (?:output|out|outgoing) (?:channels?|feature maps?|maps?)": _counted("outputs"),
    r"in_features{OF} (?P<n>{N})": _counted("inputs"),
    r"out_features{OF} (?P<n>{N})": _counted("outputs"),
    r"(?P<n>{N}) (?:inputs|input (?:units|neurons|features|nodes))": _counted("inputs"),
    r"(?P<n>{N}) (?:outputs|output (?:units|neurons|features|nodes))": _counted("outputs"),
    r"(?P<n>{N}) channels as input": _counted("inputs"),
    r"(?:to|into) (?P<n>{N}) (?:output )?channels": _counted("outputs"),
    r"(?:produces|produce|outputs|yields|gives) (?P<n>{N}) (?:output )?(?:channels|feature maps)": _counted("outputs"),
    rf"(?:number of {_FILTERS}|number of output channels|k_out|c_out){{OF}} (?P<n>{{N}})": _counted("outputs"),
    rf"(?P<n>{{N}}) (?P<s>{{D}}) {_FILTERS}": _kernel,
    rf"(?P<n>{{N}}) {_FILTERS}(?: ,)?(?: (?:each|all))?(?: (?:of|with|having|a|the|that|which|are|each))*(?: spatial)?"
    r"(?: (?:sizes?|shape|dimensions?))?(?: of| =)? (?P<s>{S})": _kernel,
    rf"(?P<n>{{N}}) {_STACKED}(?P<s>{{D}}) {_CONVS}": _copies,
    rf"(?P<n>{{N}}) {_STACKED}{_CONVS}": _copies,
    rf"(?P<n>{{N}}) {_FILTERS}": _counted("outputs"),
    r"(?:kernel_size|filter_size|pool_size|kernel sizes?|filter sizes?|window size|pool size|pooling size"
    r"|pooling window){OF}(?: a)? (?P<s>{S})": _kernel,
    r"(?:k|f) = (?P<s>{N})": _kernel,
    rf"(?:{_FILTERS}|windows?|regions?)(?: (?:of|with|a|the|has|have|is|are|that|each|having|spatial))*"
    r"(?: (?:sizes?|shape|dimensions?))?(?: (?:of|=|is))? (?P<s>{D})": _kernel,
    rf"(?:{_FILTERS}|windows?)(?: (?:of|with|a|the|has|have|is|are|each|having))* sizes?{{OF}} (?P<s>{{N}})": _kernel,
    rf"(?P<s>{{D}}) (?:square )?(?:{_FILTERS}|windows?|regions?)": _kernel,
    r"(?P<s>{D})(?= (?:max|average|avg|mean|pool|pooling|conv|convs|convolutional|convolutions?|transposed|dilated"
    r"|kernel|filter|valid|¤))": _kernel,
}


def attributes(text: Taking, part: Part) -> None:
    """Takes all settings; raises Doubtful where one is told in two ways."""
    for phrase, tell in PHRASES.items():
        for found in text.take(phrase):
            tell(part, found)
