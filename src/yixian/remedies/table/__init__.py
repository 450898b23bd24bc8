"""The routes. To import this package is to declare them all."""

from yixian.remedies.declare import every
from yixian.remedies.table import administration, arbitration, courts, mediation

__all__ = ["administration", "arbitration", "courts", "every", "mediation"]
