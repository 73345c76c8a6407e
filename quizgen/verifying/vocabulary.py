"""Words that say nothing about which number is right; a stem with any other word that no phrase took is left alone."""

from __future__ import annotations

import re

from quizgen.verifying.taking import ASKED, TAKEN

_WORDS = """
a an the of to is are be will would in on at for with and this that these those its it which has have having does do
as by from into through onto over across goes go passes passed pass fed feed given take takes taken receives receive
gets apply applies applied applying use uses used using consider suppose assume let where we you your our if when after
i now layer layers network net model kernel kernels filter filters window windows input image images feature map maps
volume tensor pixel pixels size shape spatial dimension dimensions contain contains consist consists called made
number what how slide slides sliding move moves moved convolve convolves convolved perform performs performed
standard regular ordinary normal operation step neural deep cnn convnet relu activation activations function
compute calculate determine find state report can must should need needs needed required then type color colour hidden
stacked large connects filtered following upsamples processes processed strided sample samples picture pictures there
"""
_ASKING = """
output outputs result resulting produced produce produces give gives get obtained obtain height width side sides total
together altogether both whole entire very answer unit units neuron = row rows column columns channel channels
"""
"""What only the sentence may hold that asks: elsewhere it would tell of an output, or of a part of something."""
FILLERS = frozenset(_WORDS.split()) | frozenset(',.;:?!()[]"|') | {TAKEN, ASKED}
_OF_ONE = "each every filter filters kernel kernels window windows map maps channel channels unit units neuron"
"""Parts of a layer, of which a question may ask instead of the layer."""
_SENTENCE = re.compile(r"[^.?;:]+")


def understood(text: str, *, counting: bool = False) -> bool:
    """Whether nothing but filling is left; ``counting`` where what is asked for may be that of a part of the layer."""
    for sentence in _SENTENCE.findall(text):
        words = sentence.split()
        more = frozenset(_ASKING.split()) if ASKED in words else frozenset()
        if not all(word in FILLERS or word in more for word in words):
            return False
        if counting and ASKED in words and set(_OF_ONE.split()) & set(words):
            return False
    return True
