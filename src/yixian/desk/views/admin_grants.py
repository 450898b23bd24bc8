"""Administration of abilities beyond what roles bring."""

from django.contrib import messages
from django.db.models import Q
from django.http import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse_lazy
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_GET, require_POST

from yixian.access import actions, declare
from yixian.access.actions import GrantRefused
from yixian.access.gate import Asked, needs
from yixian.access.models import Grant
from yixian.desk.admin_forms import GrantForm
from yixian.desk.views.admin import CHANGE, Back, Found, Picker, choose, data, number_of, write
from yixian.people.models import Post

MOST_FOUND = 30
ABILITIES = Back(href=reverse_lazy("desk:admin_grants"), title=gettext_lazy("Abilities"))


@needs("access.grant")
@require_GET
def grants(request: Asked) -> HttpResponseBase:
    """What was given to posts and has not ended."""
    running = Q(until__isnull=True) | Q(until__gt=timezone.localdate())
    titles = {each.key: each.title for each in declare.every()}
    rows = Grant.objects.filter(running).select_related("post__person", "post__unit")
    shown = [(each, titles.get(each.ability, each.ability)) for each in rows.order_by("-since", "-pk")]
    return render(request, "desk/admin_grants.html", {"grants": shown})


@needs("access.grant")
@CHANGE
def grant(request: Asked) -> HttpResponseBase:
    """Give an ability to a post: first the post, then what and for how long."""
    today, title = timezone.localdate(), _("Give an ability")
    posts = Post.objects.on(today).select_related("person", "unit")
    post = posts.filter(pk=number_of(request.GET.get("post"))).first()
    if post is None:
        return choose(request, _picker(request), title=title, back=ABILITIES)
    return write(
        request,
        GrantForm(data(request), initial={"since": today}),
        lambda given: actions.grant(by=request.actor, at=timezone.now(), post=post, **given),
        title=title,
        done=_("The ability was given."),
        back=ABILITIES,
        lead=_("%(person)s, %(role)s at %(unit)s")
        % {"person": post.person, "role": post.get_role_display(), "unit": post.unit.name},
    )


def _picker(request: Asked) -> Picker:
    text = request.GET.get("q", "").strip()[:80]
    named = Q(person__name__icontains=text) | Q(person__username=text) | Q(unit__name__icontains=text)
    posts = Post.objects.on(timezone.localdate()).filter(named).select_related("person", "unit")
    rows = [
        Found(
            href=f"?post={post.pk}",
            title=str(post.person),
            note=f"{post.get_role_display()} · {post.unit.name}",
        )
        for post in (posts.order_by("person__name", "pk")[:MOST_FOUND] if text else [])
    ]
    return Picker(label=_("Whose post, or at which unit"), text=text, rows=rows)


@needs("access.grant")
@require_POST
def revoke(request: Asked, pk: int) -> HttpResponseBase:
    """Take an ability back today."""
    given = get_object_or_404(Grant, pk=pk)
    try:
        actions.revoke(by=request.actor, at=timezone.now(), given=given)
    except GrantRefused as refused:
        messages.error(request, str(refused))
    else:
        messages.success(request, _("The ability was taken back."))
    return redirect("desk:admin_grants")
