"""Every paper that comes with the program, and the dossiers that they are bound in."""

from yixian.documents.papers import binding, bodies, dossiers, gatherings, mediation, petitions

__all__ = ["binding", "bodies", "dossiers", "gatherings", "mediation", "petitions"]
