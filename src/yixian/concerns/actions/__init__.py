"""What may be done with what was heard: it is written down once, and comes to an end once."""

from yixian.concerns.actions.ends import answer, carry, check, close, merge, raise_matter
from yixian.concerns.actions.hear import Heard, hear
from yixian.concerns.actions.keep import pass_on, recompute, unseal

__all__ = [
    "Heard",
    "answer",
    "carry",
    "check",
    "close",
    "hear",
    "merge",
    "pass_on",
    "raise_matter",
    "recompute",
    "unseal",
]
