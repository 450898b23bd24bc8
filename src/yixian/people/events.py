"""What can happen to accounts and posts, by ids and sign-in names alone, and to what is kept of a resident."""

from django.utils.translation import gettext_lazy as _

from yixian.audit.registry import EventKind, register

ENTERED = register(EventKind(key="people.entered", sentence=_("The account “%(username)s” was entered.")))
LOCKED = register(EventKind(key="people.locked", sentence=_("The account “%(username)s” was locked.")))
UNLOCKED = register(
    EventKind(key="people.unlocked", sentence=_("The account “%(username)s” was unlocked again."))
)
PASSWORD_SET = register(
    EventKind(
        key="people.password_set", sentence=_("The account “%(username)s” was given a new first password.")
    )
)
APPOINTED = register(
    EventKind(
        key="people.appointed",
        sentence=_(
            "Person %(person)s was appointed %(role)s at unit %(unit)s from %(since)s (post %(post)s)."
        ),
    )
)
POST_ENDED = register(
    EventKind(key="people.post_ended", sentence=_("Post %(post)s of person %(person)s ends on %(until)s."))
)
SUBSTITUTED = register(
    EventKind(
        key="people.substituted",
        sentence=_("Person %(substitute)s stands in at post %(post)s from %(since)s until %(until)s."),
    )
)
SUBSTITUTION_ENDED = register(
    EventKind(
        key="people.substitution_ended",
        sentence=_("Person %(substitute)s stands in at post %(post)s only until %(until)s."),
    )
)
CORRECTED = register(
    EventKind(
        key="people.corrected",
        sentence=_("The contact data of a resident were corrected."),
        sheds=("name", "phone", "address"),
    )
)
ERASED = register(
    EventKind(key="people.erased", sentence=_("What was kept of a resident was erased (%(ground)s)."))
)


def stream_of(person_id: int) -> str:
    """The name of the chain that tells of a person's account, posts and abilities."""
    return f"person:{person_id}"
