"""The rule of a series in words."""

from django.utils.dates import WEEKDAYS
from django.utils.translation import gettext as _

from yixian.gatherings.enums import Cycle
from yixian.gatherings.rules import Pattern


def rule_text(pattern: Pattern) -> str:
    """By what rule a series comes back, such as “every 2 weeks on Friday”."""
    days = ", ".join(map(str, pattern.days))
    if pattern.cycle is Cycle.WEEKS:
        day = WEEKDAYS[pattern.weekday]
        if pattern.every == 1:
            return _("every week on %(day)s") % {"day": day}
        return _("every %(n)s weeks on %(day)s") % {"n": pattern.every, "day": day}
    if pattern.cycle is Cycle.MONTH_DAYS:
        return _("on these days of each month: %(days)s") % {"days": days}
    if pattern.cycle is Cycle.SOLAR:
        return _("on dates that end in %(days)s") % {"days": days}
    if pattern.cycle is Cycle.LUNAR:
        return _("on lunar dates that end in %(days)s") % {"days": days}
    if pattern.cycle is Cycle.FESTIVALS:
        return ", ".join(str(each.label) for each in pattern.festivals)
    return _("on the first day of each public holiday")
