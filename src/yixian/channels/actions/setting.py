"""Switching channels on and off, and what they are told."""

import json
from collections.abc import Mapping
from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from yixian.access.actor import Actor
from yixian.audit.record import append_to_chain
from yixian.channels import conf, declare
from yixian.channels.conf import Conf
from yixian.channels.events import CONFIGURED
from yixian.channels.models import Setup
from yixian.kernel import sealed
from yixian.kernel.ids import uuid7
from yixian.matters.actions.store import refuse
from yixian.places.models import Unit

STREAM = "channels"
LONGEST = 400


@transaction.atomic
def configure(
    *, by: Actor, at: datetime, key: str, on: bool, given: Mapping[str, str], unit: Unit | None = None
) -> Setup:
    """Enter what a channel is told, and switch it on or off. An empty secret leaves the one that was entered.

    The same again changes nothing.
    Raises Denied, Refused, and KeyError where no channel is called so.
    """
    by.require("channels.administer")
    declare.get(key)
    row, made = Setup.objects.select_for_update().get_or_create(key=key, defaults={"uid": uuid7(at)})
    known = conf.get(key)
    plain, secrets = _told(known, given)
    lacks = known.channel.lacks({**plain, **secrets})
    if on and lacks:
        raise refuse(
            _("Before it is switched on: %(lacks)s") % {"lacks": ", ".join(str(each) for each in lacks)}
        )
    entered = {name: value for name, value in secrets.items() if value}
    told = {**plain, "entered": sorted(entered)}
    unit_id = unit.pk if unit else None
    if not made and (row.on, row.unit_id, row.plain, known.given) == (
        on,
        unit_id,
        told,
        {**plain, **entered},
    ):
        return row
    row.on, row.unit_id, row.plain = on, unit_id, told
    commitment = sealed.put(row, "secrets", json.dumps(entered) if entered else "")
    row.save()
    body = {
        "channel": key,
        "on": on,
        "unit": unit_id,
        "plain": plain,
        "secrets": commitment,
    }
    append_to_chain(
        STREAM, kind=CONFIGURED, at=at, by_id=by.person_id, post_id=by.post_id, unit_id=by.unit_id, body=body
    )
    return row


def _told(known: Conf, given: Mapping[str, str]) -> tuple[dict[str, str], dict[str, str]]:
    """The settings that are not secret, and those that are; raise Refused for one that is too long."""
    if any(len(value) > LONGEST for value in given.values()):
        raise refuse(_("Please keep it under %(most)s characters.") % {"most": LONGEST})
    secret = {each.key for each in known.channel.settings if each.secret}
    told = {each.key: given.get(each.key, "").strip() for each in known.channel.settings}
    before = known.given
    plain = {name: value for name, value in told.items() if name not in secret}
    return plain, {name: told[name] or before.get(name, "") for name in sorted(secret)}
