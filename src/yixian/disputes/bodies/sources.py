"""The clauses on which the specialised bodies rest."""

from django.utils.translation import gettext_lazy as _

from yixian.procedures.language import Clause
from yixian.remedies import sources as law

METHOD = Clause(source=_("Front-line work method of the banner"), article="3.4")


def land(article: str) -> Clause:
    """An article of the law on mediation and arbitration of disputes over contracted rural land."""
    return Clause(source=law.LAND, article=article)


def labour(article: str) -> Clause:
    """An article of the law on mediation and arbitration of labour disputes."""
    return Clause(source=law.LABOUR, article=article)


def traffic(article: str) -> Clause:
    """An article of the rules that carry out the Road Traffic Safety Law."""
    return Clause(source=law.TRAFFIC_RULES, article=article)


def medical(article: str) -> Clause:
    """An article of the regulation on preventing and handling medical disputes."""
    return Clause(source=law.MEDICAL, article=article)


def security(article: str) -> Clause:
    """An article of the Public Security Administration Penalties Law as revised in 2025."""
    return Clause(source=law.SECURITY, article=article)
