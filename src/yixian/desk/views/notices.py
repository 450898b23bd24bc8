"""One's own notices: the inbox, how one is told beside it, and for the administrator what did not arrive."""

from collections.abc import Callable
from typing import Any

from django import forms
from django.contrib import messages
from django.http import Http404, HttpResponseBase
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from yixian.access.gate import Asked, needs
from yixian.desk.views.changes import CHANGE, sent
from yixian.notices import actions, queries, words
from yixian.notices.actions import NoticesRefused
from yixian.notices.enums import Way
from yixian.notices.forms import AddressForm, CodeForm, PreferenceForm
from yixian.notices.installed import installed
from yixian.notices.models import Notice


@needs()
@require_GET
def inbox(request: Asked) -> HttpResponseBase:
    """The notices of whoever asks, by day: those not read yet, or all that are kept."""
    everything = request.GET.get("which") == "all"
    try:
        page = queries.inbox(
            request.actor,
            only_unread=not everything,
            after=request.GET.get("after", ""),
            before=request.GET.get("before", ""),
        )
    except ValueError:
        raise Http404 from None
    context = {
        "page": page,
        "rows": [(each.day, each, words.title(each)) for each in page.rows],
        "everything": everything,
        "kept": "which=all" if everything else "",
        "newest": max((each.pk for each in page.rows), default=0),
    }
    return render(request, "desk/notices.html", context)


@needs()
@require_GET
def follow(request: Asked, pk: int) -> HttpResponseBase:
    """Go to what a notice is about; with that it is read."""
    try:
        notice = actions.read(by=request.actor, at=timezone.now(), pk=pk)
    except Notice.DoesNotExist:
        raise Http404 from None
    return redirect(words.target(notice) or "desk:notices")


@needs()
@require_POST
def read(request: Asked, pk: int) -> HttpResponseBase:
    """Note that a notice was read."""
    try:
        actions.read(by=request.actor, at=timezone.now(), pk=pk)
    except Notice.DoesNotExist:
        raise Http404 from None
    return redirect("desk:notices")


@needs()
@require_POST
def read_all(request: Asked) -> HttpResponseBase:
    """Note that all notices up to the newest one shown were read."""
    upto = request.POST.get("upto", "")
    if not upto.isdecimal():
        return redirect("desk:notices")
    actions.read_all(by=request.actor, at=timezone.now(), upto=min(int(upto), 2**62))
    messages.success(request, _("These notices, and those before them, are marked as read."))
    return redirect("desk:notices")


@needs()
@CHANGE
def settings(request: Asked) -> HttpResponseBase:
    """When and how whoever asks is told beside the inbox, and where."""
    return _write(
        request,
        _preference_form(request, sent(request)),
        lambda form: actions.prefer(by=request.actor, at=timezone.now(), wishes=form.given),
        done=_("It was saved."),
        key="preference",
    )


@needs()
@CHANGE
def address(request: Asked, way: str) -> HttpResponseBase:
    """Enter where one is reached by a way."""
    chosen = _way(way)
    return _write(
        request,
        AddressForm(sent(request), way=chosen),
        lambda form: actions.enter_address(
            by=request.actor,
            at=timezone.now(),
            uid=form.cleaned_data["uid"],
            way=chosen,
            typed=form.cleaned_data["address"],
        ),
        done=_("A code is on its way there. Enter it below when it has come."),
        key=chosen,
    )


@needs()
@CHANGE
def verify(request: Asked, way: str) -> HttpResponseBase:
    """Prove an address with the code that was sent there."""
    chosen = _way(way)
    return _write(
        request,
        CodeForm(sent(request), way=chosen),
        lambda form: actions.verify(
            by=request.actor, at=timezone.now(), way=chosen, typed=form.cleaned_data["code"]
        ),
        done=_("The address is proved. Notices are sent there from now on."),
        key=chosen,
    )


@needs()
@require_POST
def drop(request: Asked, way: str) -> HttpResponseBase:
    """Take an address out."""
    if actions.drop_address(by=request.actor, at=timezone.now(), way=_way(way)):
        messages.success(request, _("The address was taken out. Nothing is sent there any more."))
    return redirect("desk:notice_settings")


@needs("notices.administer")
@require_GET
def failures(request: Asked) -> HttpResponseBase:
    """Deliveries that failed, for whoever looks after the sending: by what way and why, not what they said."""
    rows = queries.failures(timezone.localdate())
    return render(request, "desk/notice_failures.html", {"rows": rows, "count": queries.failed()})


@needs("notices.administer")
@require_POST
def retry(request: Asked, pk: int) -> HttpResponseBase:
    """Have a failed delivery tried again."""
    if actions.retry(by=request.actor, at=timezone.now(), pk=pk):
        messages.success(request, _("It is sent again at the next turn."))
    return redirect("desk:notice_failures")


def _way(name: str) -> Way:
    if name not in Way.values:
        raise Http404
    return Way(name)


def _preference_form(request: Asked, data: Any) -> PreferenceForm:
    person = request.actor.person_id or 0
    proved = [way for way, each in queries.addresses_of(person).items() if each.verified_at]
    return PreferenceForm(data, preference=queries.preference_of(person), ways=proved)


def _write(
    request: Asked, form: Any, act: Callable[[Any], object], *, done: str, key: str
) -> HttpResponseBase:
    """Make a change and show the page anew, or show what stands against it with all that was typed."""
    if request.method == "POST" and form.is_valid():
        try:
            act(form)
        except NoticesRefused as refused:
            form.add_error(refused.field if refused.field in form.fields else None, str(refused))
        else:
            messages.success(request, done)
            return redirect("desk:notice_settings")
    return _settings_page(request, form, key)


def _settings_page(request: Asked, form: forms.Form, key: str) -> HttpResponseBase:
    person = request.actor.person_id or 0
    known = queries.addresses_of(person)
    offered = installed().offered
    ways = []
    for way in Way:
        entered = known.get(way)
        if way not in offered and entered is None:
            continue
        fresh = CodeForm(way=way) if entered and not entered.verified_at else AddressForm(way=way)
        if key == way and type(form) is not type(fresh):
            messages.error(
                request, " ".join(str(each) for each in form.errors.get("address", form.non_field_errors()))
            )
        shown = form if key == way and type(form) is type(fresh) else fresh
        ways.append((way, entered, shown, way in offered))
    context = {
        "form": form if isinstance(form, PreferenceForm) else _preference_form(request, None),
        "ways": ways,
        "sources": {},
    }
    return render(request, "desk/notice_settings.html", context, status=422 if form.is_bound else 200)
