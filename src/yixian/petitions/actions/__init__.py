"""Everything that changes a petition beside the moves of its procedure."""

from yixian.petitions.actions.opinion import Finding, conclude, request
from yixian.petitions.actions.register import Entry, link, register
from yixian.petitions.actions.sealing import recuse, seal
from yixian.petitions.actions.supervise import comply, supervise

__all__ = [
    "Entry",
    "Finding",
    "comply",
    "conclude",
    "link",
    "recuse",
    "register",
    "request",
    "seal",
    "supervise",
]
