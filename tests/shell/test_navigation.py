"""Who finds which way in."""

import pytest

from yixian.access.actor import PUBLIC, Actor
from yixian.shell import navigation
from yixian.shell.checks import ways_in
from yixian.shell.navigation import DuplicateItem, Item, register, shown_to


@pytest.fixture(autouse=True)
def _own_register(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(navigation, "_items", {})


def item(key: str, order: int, *abilities: str, url_name: str = "account_login", icon: str = "home") -> Item:
    return register(
        Item(
            key=key,
            title=key,
            icon=icon,
            url_name=url_name,
            order=order,
            abilities=abilities,
            covers=("papers",),
        )
    )


def officer(*abilities: str) -> Actor:
    return Actor(
        person_id=1, roles=frozenset({"mediator"}), reach={each: frozenset({7}) for each in abilities}
    )


def test_each_sees_what_their_abilities_open_in_order() -> None:
    item("rules", 30, "rules.mend")
    item("work", 20, "matters.see", "matters.move")
    item("home", 10)

    assert [each.key for each in shown_to(officer("matters.move"))] == ["home", "work"]
    assert [each.key for each in shown_to(officer("rules.mend"))] == ["home", "rules"]


def test_somebody_without_a_post_sees_none() -> None:
    item("home", 10)

    assert shown_to(PUBLIC) == []
    assert shown_to(Actor(person_id=1)) == []


def test_a_key_is_taken_once() -> None:
    item("home", 10)

    with pytest.raises(DuplicateItem):
        item("home", 20)


@pytest.mark.parametrize(
    ("page", "inside"),
    [("account_login", True), ("papers:list", True), ("papers", True), ("paper:list", False), ("", False)],
)
def test_a_way_in_knows_the_pages_behind_it(page: str, inside: bool) -> None:
    assert item("home", 10).leads_to(page) is inside


def test_a_way_that_leads_nowhere_or_has_no_icon_is_named() -> None:
    item("lost", 10, url_name="no:where")
    item("bare", 20, icon="no-such-icon")
    item("good", 30)

    assert [(error.id, error.msg.split()[0]) for error in ways_in(None)] == [
        ("shell.E001", "lost"),
        ("shell.E002", "bare"),
    ]
