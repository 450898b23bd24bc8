"""What can happen to abilities."""

from django.utils.translation import gettext_lazy as _

from yixian.audit.registry import EventKind, register

GRANTED = register(
    EventKind(
        key="access.granted",
        sentence=_("Post %(post)s of person %(person)s was given the ability %(ability)s from %(since)s."),
    )
)
REVOKED = register(
    EventKind(
        key="access.revoked",
        sentence=_("Post %(post)s of person %(person)s has the ability %(ability)s only until %(until)s."),
    )
)
