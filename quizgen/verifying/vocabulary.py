"""Words that say nothing about which number is right; a stem with any other word that no phrase took is left alone."""

from __future__ import annotations

from quizgen.verifying.taking import TAKEN

_WORDS = """
a an the of to is are be will would in on at for with and this that these those its it which has have having does do as by
from into through onto over across goes go passes passed pass fed feed given take takes taken receives receive gets apply
applies applied applying use uses used using consider suppose assume let where we you your our if when after same
layer layers network net model kernel kernels filter filters window windows square input inputs output outputs image images
feature map maps volume volumes tensor pixel pixels size sizes shape spatial dimension dimensions height width channel
channels side sides each every contains contain consists called made produced produces produce produce gives give results
result resulting number total learnable trainable what how many slides slide sliding moves moved convolved convolve
convolves performs perform performed standard regular ordinary normal operation step following there along axis axes one-of
neural deep cnn convnet relu activation activations function compute calculate determine find state report answer whose
per-axis being can must should need needed needs required single-sample now i two-dimensional treated alike unit units
together altogether both layer's entire whole very then obtained get connected type conv convolutional convolution
convolutions pool pooling pooled max dense linear fully sample samples picture pictures row rows column columns
""".split()
FILLERS = frozenset(_WORDS) | frozenset(",.;:?!()[]\"|") | {TAKEN}


def understood(text: str) -> bool:
    """Whether nothing but filling is left."""
    return all(word in FILLERS for word in text.split())
