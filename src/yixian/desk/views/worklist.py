"""The worklist: mine, my unit's, my subtree's."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext
from django.views.decorators.http import require_GET, require_POST

from yixian.access.actor import Denied
from yixian.access.gate import Asked, needs
from yixian.desk.actions import FilterRefused, drop_filter, save_filter
from yixian.desk.models import SavedFilter
from yixian.desk.views.matter import title_of
from yixian.matters import actions
from yixian.matters.actions import Refused, Stale
from yixian.matters.models import Matter
from yixian.matters.queries import COUNT_UP_TO, Page, Which, Whose, Wish, counted, page, scope, work_counts
from yixian.people.models import Person, Post
from yixian.places.models import Unit
from yixian.procedures import registry
from yixian.procedures.language import Text

WHOSE: dict[Whose, Text] = {
    Whose.MINE: gettext_lazy("Mine"),
    Whose.UNIT: gettext_lazy("My unit's"),
    Whose.ALL: gettext_lazy("All that I may see"),
}
WHICH: dict[Which, Text] = {
    Which.OPEN: gettext_lazy("Open"),
    Which.NEW: gettext_lazy("New"),
    Which.SOON: gettext_lazy("Due within three days"),
    Which.OVERDUE: gettext_lazy("Overdue"),
    Which.ASKED: gettext_lazy("The resident wrote"),
    Which.OFFERED: gettext_lazy("Being handed over"),
    Which.WAITING: gettext_lazy("Waiting for the resident"),
    Which.AFTER: gettext_lazy("Return visit due"),
    Which.ENDED: gettext_lazy("Concluded"),
}


def wish_of(request: Asked) -> Wish:
    """What the address asks for; a value that there is not is as none."""
    asked = request.GET
    default = Whose.UNIT if request.actor.own_units else Whose.ALL
    unit = asked.get("unit", "")
    return Wish(
        whose=_among(Whose, asked.get("whose"), default),
        which=_among(Which, asked.get("which"), Which.OPEN),
        text=asked.get("q", "")[:100],
        procedure=asked.get("procedure", "")[:40],
        category=asked.get("category", "")[:8],
        step=asked.get("step", "")[:40],
        outcome=asked.get("outcome", "")[:40],
        unit=int(unit) if unit.isdecimal() and len(unit) < 10 else None,
    )


def _among(kind: Any, asked: str | None, default: Any) -> Any:
    return kind(asked) if asked in list(kind) else default


@needs("matters.see")
@require_GET
def worklist(request: Asked) -> HttpResponseBase:
    """One page of matters, soonest due first."""
    at = timezone.now()
    wish = wish_of(request)
    rows = scope(request.actor, wish, at)
    try:
        shown = page(rows, wish, after=request.GET.get("after", ""), before=request.GET.get("before", ""))
    except (ValueError, OverflowError):
        raise Http404 from None
    return render(request, "desk/worklist.html", context(request, wish, shown, counted(rows)) | {"now": at})


def context(request: Asked, wish: Wish, shown: Page, count: int) -> dict[str, Any]:
    """What the page shows; its counts say what they count."""
    procedures = registry.newest()
    procedure = next((each for each in procedures if each.key == wish.procedure), registry.get("dispute"))
    kept = request.GET.copy()
    for key in ("after", "before"):
        kept.pop(key, None)
    return {
        "wish": wish,
        "page": shown,
        "rows": [
            (matter, title_of(matter), matter.declaration.category(matter.category).label)
            for matter in shown.rows
        ],
        "count": count if count <= COUNT_UP_TO else f"{COUNT_UP_TO}+",
        "whose": [(key.value, title, key is wish.whose) for key, title in WHOSE.items()],
        "which": [(key.value, title, key is wish.which) for key, title in WHICH.items()],
        "procedures": [(each.key, each.title) for each in procedures],
        "steps": procedure.steps,
        "categories": procedure.categories,
        "outcomes": procedure.outcomes,
        "unit": Unit.objects.filter(pk=wish.unit).first() if wish.unit else None,
        "kept": kept.urlencode(),
        "saved": SavedFilter.objects.filter(person_id=request.actor.person_id or 0),
        "counts": work_counts(request.actor, timezone.now()),
        "files": request.actor.may("disputes.register"),
        "staff": staff_below(request) if request.actor.may("matters.assign") else [],
    }


def staff_below(request: Asked) -> list[Person]:
    """Whom the actor may give matters to: the staff of their own units. One statement."""
    held = Post.objects.on(timezone.localdate()).filter(unit__in=request.actor.own_units)
    return list(Person.objects.filter(posts__in=held, is_active=True).distinct().order_by("name", "pk"))


@needs("matters.assign")
@require_POST
def assign_many(request: Asked) -> HttpResponseBase:
    """Give the chosen matters to one person: all or none."""
    back = request.POST.get("back", "")
    if not url_has_allowed_host_and_scheme(back, {request.get_host()}):
        back = reverse("desk:worklist")
    try:
        chosen = [_chosen(each) for each in request.POST.getlist("chosen")]
        person = Person.objects.get(pk=int(request.POST["person"])) if request.POST.get("person") else None
        done = actions.assign_many(by=request.actor, at=timezone.now(), chosen=chosen, person=person)
    except (ValueError, Person.DoesNotExist):
        messages.error(request, _("Please choose matters, and one person of the list."))
    except (Refused, Stale) as refused:
        messages.error(request, _("Nothing was changed: %(why)s") % {"why": refused})
    except (Denied, Matter.DoesNotExist):
        messages.error(request, _("Nothing was changed: one of them is not yours to give."))
    else:
        said = ngettext("%(count)d matter was given on.", "%(count)d matters were given on.", len(done))
        messages.success(request, said % {"count": len(done)})
    return redirect(back)


def _chosen(value: str) -> tuple[UUID, int]:
    uid, _colon, seen = value.partition(":")
    return UUID(uid), int(seen)


@needs("matters.see")
@require_POST
def save(request: Asked) -> HttpResponseBase:
    """Keep the filter that the page shows under a name."""
    query = request.POST.get("query", "")[:400]
    try:
        save_filter(by=request.actor, at=timezone.now(), name=request.POST.get("name", ""), query=query)
    except FilterRefused as refused:
        messages.error(request, str(refused))
    else:
        messages.success(request, _("The filter was saved."))
    return redirect(f"{reverse('desk:worklist')}?{query}")


@needs("matters.see")
@require_POST
def drop(request: Asked, pk: int) -> HttpResponseBase:
    """Drop one's own filter."""
    drop_filter(by=request.actor, at=timezone.now(), pk=pk)
    return redirect("desk:worklist")
