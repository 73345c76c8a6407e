"""Verified variants for programs that ask for one at a time, as a server does; a stable interface.

``variant`` gives an item by family, level, kind and seed; ``quizgen.live.prairielearn`` is what ``server.py`` of a
generated PrairieLearn course calls. ``docs/lms/prairielearn.md`` describes both.
"""

from quizgen.live.variants import variant

__all__ = ["variant"]
