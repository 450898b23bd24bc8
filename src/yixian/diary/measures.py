"""What is counted of the diary: entries where they were written about, never by who wrote them."""

from django.utils.translation import gettext_lazy as _

from yixian.diary import events
from yixian.measures.declare import Count, Fact, Measure, register


def _one(_fact: Fact) -> Count:
    return Count(1)


ENTRIES = register(
    Measure(
        key="diary.entries",
        title=_("Entries in public-concern diaries"),
        explain=_("Counted at the village or community that they tell of; never by person, and no merit."),
        kinds=(events.WRITTEN.key,),
        count=_one,
    )
)
