"""Forms of gatherings and series. Choices are given by the page, as far as the writer may choose."""

from yixian.gatherings.forms.after import CheckForm, HeldForm, PublishForm, SignUpForm, TeamForm
from yixian.gatherings.forms.common import ReasonForm
from yixian.gatherings.forms.plan import PlanForm, as_typed
from yixian.gatherings.forms.series import CountForm, DayForm, EndForm, SeriesForm

__all__ = [
    "CheckForm",
    "CountForm",
    "DayForm",
    "EndForm",
    "HeldForm",
    "PlanForm",
    "PublishForm",
    "ReasonForm",
    "SeriesForm",
    "SignUpForm",
    "TeamForm",
    "as_typed",
]
