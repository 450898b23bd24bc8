"""Which channels are on, and what they are told. Nothing secret is ever shown again."""

from django.http import Http404, HttpResponseBase
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from yixian.access.gate import Asked, needs
from yixian.channels import actions, conf, forms, queries
from yixian.desk.views.sending import send, sent
from yixian.places.models import Unit
from yixian.shell.parts import Tab

CHANGE = require_http_methods(["GET", "POST"])


@needs("channels.administer")
@require_GET
def channels(request: Asked) -> HttpResponseBase:
    """Every channel, whether it is on, and what it still lacks. One statement."""
    rows = [
        (each, each.channel.lacks({**each.plain, **dict.fromkeys(each.known, "…")})) for each in conf.every()
    ]
    return render(request, "desk/channel_setups.html", {"rows": rows})


@needs("channels.administer")
@CHANGE
def channel(request: Asked, key: str) -> HttpResponseBase:
    """Switch a channel on or off, and enter what it is told."""
    try:
        found = conf.get(key)
    except KeyError:
        raise Http404 from None
    today = timezone.localdate()
    units = list(queries.keepers(today).values_list("pk", "name"))
    form = forms.SetupForm(sent(request), conf=found, units=units)
    incoming, told = "", []
    if found.channel.listen is not None:
        told = queries.told_of(found.unit, today)
        incoming = request.build_absolute_uri(reverse("portal:channel_in", kwargs={"key": key}))
    return send(
        request,
        form,
        lambda given: actions.configure(
            by=request.actor,
            at=timezone.now(),
            key=key,
            on=given["on"],
            given=form.told,
            unit=Unit.objects.get(pk=given["unit"]) if given.get("unit") else None,
        ),
        title=str(found.channel.title),
        done=_("The settings were saved."),
        back=reverse("desk:channels"),
        crumbs=[Tab(title=_("Channels"), href=reverse("desk:channels"))],
        lead=found.channel.sentence,
        page="desk/channel_setup.html",
        incoming=incoming,
        told=told,
    )
