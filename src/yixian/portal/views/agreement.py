"""What whoever raised a matter sees of its mediation: who mediates, when, what was agreed, what is owed."""

from django.http import HttpRequest, HttpResponseBase
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET

from yixian.access.gate import public
from yixian.matters.models import Matter
from yixian.matters.queries import raiser_offers
from yixian.mediation.queries import agreement_of, card_of, end_of, mediates, opened_terms
from yixian.mediation.sources import FOLLOW_UP, INTERRUPTION, RIGHTS
from yixian.portal import followed
from yixian.procedures.enums import MoveKind


@public
@never_cache
@require_GET
@followed.own
def agreement(request: HttpRequest, found: Matter) -> HttpResponseBase:
    """Mediation of one's own matter, in plain words."""
    if not mediates(found):
        return redirect("portal:matter")
    at = timezone.now()
    card = card_of(found, at)
    known = agreement_of(found) if card.deal and card.deal.in_effect else None
    clauses, owed = opened_terms(known) if known else ([], [])
    shown = {
        "matter": found,
        "card": card,
        "clauses": clauses,
        "owed": [(each, terms, end_of(each.due_on)) for each, terms in owed],
        "ends": [offer.move for offer in raiser_offers(found) if offer.move.kind is MoveKind.EXIT],
        "rights": RIGHTS,
        "follow_up": FOLLOW_UP,
        "interrupted_by": INTERRUPTION,
        "now": at,
    }
    return render(request, "portal/agreement.html", shown)
