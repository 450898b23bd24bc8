"""Petitions: their list, registration, classification, the opinion, supervision."""

from datetime import datetime
from typing import Any
from uuid import UUID

from django.http import Http404, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_GET, require_http_methods

from yixian.access.actor import Denied
from yixian.access.gate import Asked, needs
from yixian.desk.views.changes import write
from yixian.desk.views.matter import gate, title_of
from yixian.matters.actions import Refused
from yixian.matters.codes import code_of
from yixian.matters.enums import Channel
from yixian.matters.models import Matter
from yixian.matters.queries import Which, Wish, officer_offers, page
from yixian.petitions import actions, forms, queries, work_forms
from yixian.petitions.enums import View
from yixian.petitions.models import Order
from yixian.petitions.procedures import PETITION
from yixian.procedures.language import Text
from yixian.shell.parts import Tab

CHANGE = require_http_methods(["GET", "POST"])
FILED = "filed_petition"
"""Under this key the session names the petition whose receipt code may be shown."""

PLAIN: dict[str, tuple[Text, Text]] = {
    "study": (
        gettext_lazy("They suggest how something could be done better"),
        gettext_lazy("It is studied, adopted where it is sound, and answered."),
    ),
    "take_up": (
        gettext_lazy("They say that an office or an official broke discipline or the law"),
        gettext_lazy("It goes to the office that is competent, and never to those whom it is about."),
    ),
    "guide": (
        gettext_lazy(
            "A court, an arbitration commission, the Party or an administrative procedure decides it"
        ),
        gettext_lazy(
            "Routes (1) to (4): show them the procedure that the law provides, or transfer it there."
        ),
    ),
    "examine": (
        gettext_lazy("They ask an office to punish a breach of law or to protect them"),
        gettext_lazy("Route (5): the office performs its duty or answers within two months."),
    ),
    "accept": (
        gettext_lazy("Everything else that they ask for"),
        gettext_lazy(
            "Route (6): accepted, with a written opinion within sixty days; review and re-review follow."
        ),
    ),
    "decline": (
        gettext_lazy("It may not be accepted"),
        gettext_lazy(
            "It is being handled already, another level or office is competent, or it was re-reviewed."
        ),
    ),
}
"""What each way of classifying means, in plain words, by the key of its move."""


def sent_in(request: Asked) -> Any:
    """What a form was sent with, None where it is only looked at."""
    return request.POST if request.method == "POST" else None


def petition_gate(request: Asked, uid: UUID) -> Matter:
    """The petition, or 404 for whoever may not see it and for what is none."""
    matter = gate(request, uid)
    if matter.procedure != PETITION.key:
        raise Http404
    return matter


@needs("petitions.register", "petitions.handle", "petitions.supervise")
@require_GET
def board(request: Asked) -> HttpResponseBase:
    """Petitions by where they stand, soonest due first."""
    at = timezone.now()
    asked = request.GET.get("view", "")
    view = View(asked) if asked in View.values else View.ALL
    wish = Wish(which=Which.ENDED if view is View.ENDED else Which.OPEN)
    try:
        shown = page(
            queries.board(request.actor, view),
            wish,
            after=request.GET.get("after", ""),
            before=request.GET.get("before", ""),
        )
    except (ValueError, OverflowError):
        raise Http404 from None
    found = queries.counts(request.actor, at)
    context = {
        "rows": [
            (each, title_of(each), each.declaration.category(each.category).label, queries.concerns(each))
            for each in shown.rows
        ],
        "page": shown,
        "kept": f"view={view.value}",
        "tabs": [
            Tab(
                title=each.label,
                href=f"?view={each.value}",
                here=each is view,
                count=found.get(each.value),
            )
            for each in View
        ],
        "late": [
            (each.label, found[f"{each.value}_late"], f"?view={each.value}")
            for each in View
            if found.get(f"{each.value}_late")
        ],
        "registers": request.actor.may("petitions.register"),
        "now": at,
    }
    return render(request, "desk/petition_board.html", context)


@needs("petitions.register")
@CHANGE
def register(request: Asked) -> HttpResponseBase:
    """Register a petition; what it may repeat is shown before it is registered."""
    today = timezone.localdate()
    form = forms.RegisterForm(
        request.POST or None, request.FILES or None, on=today, own=request.actor.own_units
    )
    asks = False
    if request.method == "POST":
        asks = _offer_repeats(request, form)
        if form.is_valid() and not asks and _file(request, form):
            request.session[FILED] = form.cleaned_data["ticket"].hex
            return redirect("desk:petition_filed", uid=form.cleaned_data["ticket"])
    shown = {"form": form, "asks": asks, "found": list(form.found.values())}
    return render(
        request, "desk/petition_register.html", shown, status=422 if form.is_bound and not asks else 200
    )


def _offer_repeats(request: Asked, form: forms.RegisterForm) -> bool:
    """Offer what a petition may repeat; whether that was not asked before."""
    if not form.is_valid():
        return False
    given = form.cleaned_data
    found = queries.repeated(
        request.actor,
        phone=given["phone"],
        name=given["name"],
        category=given["category"],
        where=given["place"],
        at=timezone.now(),
    )
    form.offer_repeats(found, lambda each: f"{each.number} {title_of(each)}")
    asks = bool(found) and not given["checked"]
    if asks:
        form.data = {**request.POST.dict(), "checked": "on"}
    return asks


def _file(request: Asked, form: forms.RegisterForm) -> bool:
    """Register it, or put what stands against it into the form."""
    entry = form.entry(Channel(form.cleaned_data["channel"]))
    try:
        actions.register(
            by=request.actor, at=timezone.now(), entry=entry, uploads=form.cleaned_data["papers"]
        )
    except Refused as refused:
        for refusal in refused.refusals:
            form.add_error(refusal.field if refusal.field in form.fields else None, str(refusal.text))
    except Denied:
        form.add_error(None, _("Your post does not let you register petitions."))
    return not form.errors


@needs("petitions.register")
@require_GET
def filed(request: Asked, uid: UUID) -> HttpResponseBase:
    """The receipt code, to be read out or printed; for the browser that just registered it."""
    if request.session.get(FILED) != uid.hex:
        raise Http404
    matter = get_object_or_404(Matter, uid=uid)
    shown = {
        "matter": matter,
        "code": code_of(matter.uid, matter.code_turn),
        "follow": request.build_absolute_uri(reverse("portal:follow")),
        "seen": Matter.objects.visible_to(request.actor).filter(pk=matter.pk).exists(),
    }
    return render(request, "desk/petition_filed.html", shown)


@needs("petitions.handle")
@require_GET
def classify(request: Asked, uid: UUID) -> HttpResponseBase:
    """Help to find the category and route of a registered petition, in plain words."""
    matter = petition_gate(request, uid)
    open_here = {each.move.key: each.move for each in officer_offers(request.actor, matter) if each.allowed}
    petition = queries.details(matter)
    found = queries.repeated_by(request.actor, matter, petition, timezone.now()) if petition else []
    ways = [
        {"plain": plain, "means": means, "move": open_here[key], "href": _way(matter, key)}
        for key, (plain, means) in PLAIN.items()
        if key in open_here
    ]
    context = {
        "matter": matter,
        "title": title_of(matter),
        "petition": petition,
        "ways": ways,
        "repeats": [(each, title_of(each)) for each in found],
        "linked": petition is not None and petition.repeats_id is not None,
    }
    return render(request, "desk/petition_classify.html", context)


def _way(matter: Matter, key: str) -> str:
    if key == "take_up" and not matter.about_units:
        return reverse("desk:petition_seal", kwargs={"uid": matter.uid})
    return reverse("desk:move", kwargs={"uid": matter.uid, "key": key})


@needs("petitions.handle")
@CHANGE
def link(request: Asked, uid: UUID) -> HttpResponseBase:
    """Link a petition with the earlier one that it repeats."""
    matter = petition_gate(request, uid)
    petition = queries.details(matter)
    found = queries.repeated_by(request.actor, matter, petition, timezone.now()) if petition else []
    choices = [(each.uid.hex, f"{each.number} {title_of(each)}") for each in found]
    form = work_forms.LinkForm(sent_in(request), seen=matter.version, found=choices)
    return write(
        request,
        matter,
        form,
        lambda given: actions.link(
            by=request.actor, at=timezone.now(), uid=uid, other=UUID(given["other"]), **form.written
        ),
        title=_("It repeats an earlier petition"),
        done=_("The two are linked."),
        lead=_("It is not turned away for that: whoever received the first one goes on."),
    )


@needs("petitions.handle", "petitions.supervise")
@require_GET
def orders(request: Asked) -> HttpResponseBase:
    """Supervision orders: those that wait for a reply, or those that were replied to."""
    done = request.GET.get("done") == "1"
    after = request.GET.get("after", "")
    found = list(
        queries.orders(
            request.actor, done=done, after=int(after) if after.isdecimal() and len(after) < 10 else None
        )
    )
    more, found = len(found) > queries.ORDERS_SHOWN, found[: queries.ORDERS_SHOWN]
    return render(
        request,
        "desk/petition_orders.html",
        {
            "rows": [(each, title_of(each.matter), _state(each, timezone.now())) for each in found],
            "done": done,
            "next": found[-1].pk if more else None,
            "tabs": [
                Tab(title=_("Reply due"), href="?", here=not done),
                Tab(title=_("Replied"), href="?done=1", here=done),
            ],
            "now": timezone.now(),
        },
    )


def _state(order: Order, now: datetime) -> str:
    if order.replied_at is None:
        return "late" if order.due_at <= now else "due"
    return "adopted" if order.adopted else "not_adopted"
