"""What an officer keeps for their own convenience."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from yixian.people.models import Person


class SavedFilter(models.Model):
    """A worklist that somebody comes back to: its name, and what its address asks for."""

    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="saved_filters")
    name = models.CharField(max_length=30)
    query = models.CharField(max_length=400)

    class Meta:
        verbose_name = _("saved filter")
        verbose_name_plural = _("saved filters")
        ordering = ["name"]
        constraints = [models.UniqueConstraint(fields=["person", "name"], name="filter_once_by_name")]

    def __str__(self) -> str:
        return self.name
