"""Names of elements of HTML."""

from __future__ import annotations


def names(words: str) -> frozenset[str]:
    """A set of names that stand in a text with blanks between them."""
    return frozenset(words.split())


VOID = names("area base br col embed frame hr img input link meta param source track wbr")
"""What has no end tag."""
LOOSE = names("body colgroup dd dt head html li optgroup option p rb rp rt rtc tbody td tfoot th thead tr")
"""What browsers end by themselves."""
BLOCK = names(
    "address article aside blockquote body br caption center col colgroup dd details dialog div dl dt fieldset "
    "figcaption figure footer form h1 h2 h3 h4 h5 h6 head header hgroup hr html legend li main nav ol option p pre "
    "section summary table tbody td tfoot th thead tr ul"
)
"""What begins a new line, so that no space before or after it is seen."""
_INLINE = names(
    "a abbr acronym applet area audio b base basefont bdi bdo big blink button canvas cite code command data datalist "
    "del dfn em embed font frame frameset i iframe img input ins kbd keygen label link map mark marquee math menu "
    "menuitem meta meter nobr noembed noframes nolink noscript object optgroup output param picture plaintext progress "
    "q rb rp rt rtc ruby s samp script search select slot small source span strike strong style sub sup svg template "
    "textarea time title track tt u var video wbr xmp dir lang multilang"
)
KNOWN = BLOCK | _INLINE | LOOSE | VOID
"""Every element that there is or was."""
MARKING = names("b strong em i u mark big h1 h2 h3 h4 h5 h6 ins font")
"""What makes words stand out."""
MEANT = names("sub sup s strike del ins u mark ruby rt")
"""What words mean something else with: two options may differ in it alone."""
VERBATIM = names("pre textarea xmp listing")
"""Where each space counts."""
CODE = VERBATIM | names("code kbd samp tt script style")
"""Where mathematics is not looked for."""
ROOTS = frozenset(("math", "svg"))
"""What holds elements of other languages."""
