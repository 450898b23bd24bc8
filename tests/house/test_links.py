"""No page leads anybody of the cast to a closed door."""

import re
from urllib.parse import urlsplit

import pytest
from django.urls import resolve, reverse
from django.utils import timezone

from tests.cast import ROLES, World
from tests.desk.pages import officer, text
from tests.matters.steps import climb, dispute, opened
from yixian.access.actor import PUBLIC
from yixian.matters import actions

LINK = re.compile(r'<a [^>]*href="(/[^"]*)"')
STARTS = ("desk:home", "desk:units")


@pytest.mark.parametrize("who", sorted(ROLES))
def test_every_link_opens(world: World, who: str) -> None:
    now = timezone.now()
    climb(world, dispute(world, at=now), "station", at=now)
    actions.ask(by=PUBLIC, at=now, code=opened(world, at=now).code, text="办到哪一步了？")
    client = officer(world, who)
    waiting, seen, shut = [reverse(name) for name in STARTS], set(), []
    while waiting:
        url = waiting.pop()
        name = resolve(urlsplit(url).path).view_name
        if name in seen:
            continue
        seen.add(name)
        answer = client.get(url.replace("&amp;", "&"), follow=True)
        if answer.status_code != 200:
            shut.append(url)
        elif "html" in answer["Content-Type"]:
            waiting += LINK.findall(text(answer))
    assert shut == []
    assert len(seen) > len(STARTS)
