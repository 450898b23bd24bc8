"""Administration of accounts, posts and who stands in."""

from django.contrib import messages
from django.db.models import Q
from django.http import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse, reverse_lazy
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_GET, require_POST

from yixian.access.gate import Asked, needs
from yixian.desk.admin_forms import AdminForm, AppointForm, EndForm, PasswordForm, PersonForm, SubstituteForm
from yixian.desk.views.admin import (
    CHANGE,
    Back,
    choose,
    data,
    number_of,
    person_picker,
    unit_picker,
    write,
)
from yixian.people import actions
from yixian.people.actions import PeopleRefused
from yixian.people.enums import Role
from yixian.people.models import Person, Post, Substitution
from yixian.people.queries import search_people
from yixian.places.models import Unit

MOST = 100
PEOPLE = Back(href=reverse_lazy("desk:admin_people"), title=gettext_lazy("Accounts and posts"))


def _back(person: Person) -> Back:
    return Back(href=reverse("desk:admin_person", kwargs={"pk": person.pk}), title=str(person))


@needs("people.administer")
@require_GET
def people(request: Asked) -> HttpResponseBase:
    """Persons found by name, with the posts that they hold today. Two statements."""
    text = request.GET.get("q", "")[:80]
    found = search_people(text, MOST)
    held: dict[int, list[Post]] = {}
    for post in Post.objects.on(timezone.localdate()).filter(person__in=found).select_related("unit"):
        held.setdefault(post.person_id, []).append(post)
    rows = [(person, held.get(person.pk, [])) for person in found]
    return render(request, "desk/admin_people.html", {"rows": rows, "text": text, "most": MOST})


@needs("people.administer")
@require_GET
def person(request: Asked, pk: int) -> HttpResponseBase:
    """One account: its posts, and who stands in for whom."""
    shown = get_object_or_404(Person, pk=pk)
    today = timezone.localdate()
    posts = Post.objects.filter(person=shown).select_related("unit").order_by("-since", "-pk")
    lent = Substitution.objects.filter(Q(person=shown) | Q(post__person=shown)).order_by("-since", "-pk")
    return render(
        request,
        "desk/admin_person.html",
        {
            "person": shown,
            "own": shown.pk == request.actor.person_id,
            "posts": [(each, each.until is None or each.until > today) for each in posts],
            "substitutions": [
                (each, each.until > today)
                for each in lent.select_related("person", "post__person", "post__unit")
            ],
        },
    )


@needs("people.administer")
@CHANGE
def enter(request: Asked) -> HttpResponseBase:
    """Enter somebody who is to sign in."""
    return write(
        request,
        PersonForm(data(request)),
        lambda given: actions.enter_person(by=request.actor.person_id, at=timezone.now(), **given),
        title=_("Enter somebody"),
        done=_("The account was entered. Now appoint the person to a post."),
        back=PEOPLE,
    )


@needs("people.administer")
@CHANGE
def password(request: Asked, pk: int) -> HttpResponseBase:
    """Give somebody a new first password."""
    shown = get_object_or_404(Person, pk=pk)
    return write(
        request,
        PasswordForm(data(request)),
        lambda given: actions.set_password(
            by=request.actor.person_id, at=timezone.now(), person=shown, password=given["password"]
        ),
        title=_("New first password"),
        done=_("The password was set."),
        back=_back(shown),
        lead=_("Make sure that it is the person who asks. Wherever they are signed in, they are signed out."),
    )


@needs("people.administer")
@CHANGE
def lock(request: Asked, pk: int) -> HttpResponseBase:
    """Lock an account, or unlock it."""
    shown = get_object_or_404(Person, pk=pk)
    active = not shown.is_active
    return write(
        request,
        AdminForm(data(request)),
        lambda _given: actions.set_active(
            by=request.actor.person_id, at=timezone.now(), person=shown, active=active
        ),
        title=_("Unlock the account") if active else _("Lock the account"),
        done=_("The account was unlocked.") if active else _("The account was locked."),
        back=_back(shown),
        lead=_("The person can sign in again; their posts are as they were.")
        if active
        else _(
            "The person is signed out at once and cannot sign in. Their posts stay: end them if they left."
        ),
    )


@needs("people.administer")
@CHANGE
def appoint(request: Asked, pk: int) -> HttpResponseBase:
    """Appoint somebody to a post: first the unit, then the post."""
    shown, title = get_object_or_404(Person, pk=pk), _("Appoint to a post")
    today = timezone.localdate()
    unit = Unit.objects.on(today).filter(pk=number_of(request.GET.get("unit"))).first()
    if unit is None:
        return choose(
            request, unit_picker(request, _("At which unit")), title=title, back=_back(shown), lead=str(shown)
        )
    return write(
        request,
        AppointForm(data(request), initial={"since": today}),
        lambda given: actions.appoint(
            by=request.actor.person_id,
            at=timezone.now(),
            person=shown,
            unit=unit,
            role=Role(given["role"]),
            since=given["since"],
            until=given["until"],
        ),
        title=title,
        done=_("The person was appointed."),
        back=_back(shown),
        lead=_("%(person)s at %(unit)s (%(kind)s)")
        % {"person": shown, "unit": unit.name, "kind": unit.get_kind_display()},
    )


@needs("people.administer")
@CHANGE
def end_post(request: Asked, pk: int) -> HttpResponseBase:
    """End a post."""
    post = get_object_or_404(Post.objects.select_related("person", "unit"), pk=pk)
    return write(
        request,
        EndForm(data(request), initial={"until": timezone.localdate()}),
        lambda given: actions.end_post(
            by=request.actor.person_id, at=timezone.now(), post=post, until=given["until"]
        ),
        title=_("End a post"),
        done=_("The end of the post was entered."),
        back=_back(post.person),
        lead=_of_post(post),
    )


@needs("people.administer")
@CHANGE
def substitute(request: Asked, pk: int) -> HttpResponseBase:
    """Let somebody stand in at a post: first who, then for how long."""
    post = get_object_or_404(Post.objects.select_related("person", "unit"), pk=pk)
    title, back = _("Somebody stands in"), _back(post.person)
    chosen = Person.objects.filter(pk=number_of(request.GET.get("person"))).first()
    if chosen is None:
        picker = person_picker(request, _("Who stands in"))
        return choose(request, picker, title=title, back=back, lead=_of_post(post))
    return write(
        request,
        SubstituteForm(data(request), initial={"since": timezone.localdate()}),
        lambda given: actions.substitute(
            by=request.actor.person_id, at=timezone.now(), post=post, person=chosen, **given
        ),
        title=title,
        done=_("The substitution was entered."),
        back=back,
        lead=_("%(person)s stands in for: %(post)s") % {"person": chosen, "post": _of_post(post)},
    )


@needs("people.administer")
@require_POST
def end_substitution(request: Asked, pk: int) -> HttpResponseBase:
    """End a substitution today."""
    made = get_object_or_404(Substitution.objects.select_related("post"), pk=pk)
    try:
        actions.end_substitution(by=request.actor.person_id, at=timezone.now(), substitution=made)
    except PeopleRefused as refused:
        messages.error(request, str(refused))
    else:
        messages.success(request, _("The substitution was ended."))
    here = number_of(request.POST.get("back"))
    shown = made.person_id if here == made.person_id else made.post.person_id
    return redirect("desk:admin_person", pk=shown)


def _of_post(post: Post) -> str:
    words = {"person": str(post.person), "role": str(post.get_role_display()), "unit": post.unit.name}
    return _("%(person)s, %(role)s at %(unit)s") % words
