"""Every part of the page of a matter, in the order in which they stand."""

from yixian.desk.parts import board, case, concerns, mediation, menu, papers, passages, petition, routes
from yixian.desk.parts.part import Part

PARTS: tuple[Part, ...] = (
    passages.PART, petition.REQUESTS_PART, mediation.PART, menu.PART, case.PART, routes.PART, papers.PART,
    petition.PETITION_PART, concerns.PART, board.PART, petition.ORDERS_PART,
)  # fmt: skip
