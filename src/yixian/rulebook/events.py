"""What can happen to the rule book."""

from django.utils.translation import gettext_lazy as _

from yixian.audit.registry import EventKind, register

ROWS_INSTALLED = register(
    EventKind(key="rulebook.installed", sentence=_("Rules that come with the software: %(rows)s."))
)
RULE_SET = register(
    EventKind(
        key="rulebook.rule_set",
        sentence=_(
            "Rule %(code)s from %(valid_from)s: %(value)s %(unit)s (%(source)s %(article)s, %(mark)s)."
        ),
    )
)
DAY_CORRECTED = register(
    EventKind(
        key="rulebook.day_corrected", sentence=_("%(day)s was “%(was)s” and is now “%(kind)s” %(name)s.")
    )
)
YEAR_PUBLISHED = register(
    EventKind(
        key="rulebook.year_published", sentence=_("Holiday schedule of %(year)s entered from “%(source)s”.")
    )
)
