"""Petition without an account; the receipt code comes at the end."""

from django.http import HttpRequest, HttpResponseBase
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from yixian.access.actor import PUBLIC
from yixian.access.gate import public
from yixian.matters.actions import Refused
from yixian.matters.enums import Channel
from yixian.petitions import actions
from yixian.petitions.forms import PetitionForm
from yixian.portal import followed


@public
@never_cache
@require_http_methods(["GET", "POST"])
def petition(request: HttpRequest) -> HttpResponseBase:
    """Suggest, accuse or ask for help; an accusation goes past everybody whom it is about."""
    form = PetitionForm(request.POST or None, request.FILES or None, on=timezone.localdate())
    if request.method == "POST" and form.is_valid():
        try:
            done = actions.register(
                by=PUBLIC,
                at=timezone.now(),
                entry=form.entry(Channel.WEB),
                uploads=form.cleaned_data["papers"],
            )
        except Refused as refused:
            for refusal in refused.refusals:
                form.add_error(refusal.field if refusal.field in form.fields else None, str(refusal.text))
        else:
            return followed.remember(redirect("portal:raised"), done.matter)
    return render(request, "portal/petition_raise.html", {"form": form}, status=422 if form.is_bound else 200)
