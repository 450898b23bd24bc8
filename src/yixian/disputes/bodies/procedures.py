"""All specialised bodies, and which of them takes a kind of dispute."""

from yixian.disputes.bodies.labour import LABOUR
from yixian.disputes.bodies.land import LAND
from yixian.disputes.bodies.medical import MEDICAL
from yixian.disputes.bodies.police import POLICE
from yixian.disputes.bodies.traffic import TRAFFIC
from yixian.procedures.language import Procedure

BODIES = (LAND, LABOUR, TRAFFIC, MEDICAL, POLICE)
KEYS = frozenset(body.key for body in BODIES)


def body_for(category: str) -> Procedure | None:
    """The body that a dispute of this kind may go to directly; None where there is none. No two take the same kind."""
    return next((body for body in BODIES if category in {each.value for each in body.categories}), None)
