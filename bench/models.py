"""The bare row that everything is compared with."""

from django.db import models


class Bare(models.Model):
    """One row with an id, a time and a text."""

    at = models.DateTimeField()
    text = models.CharField(max_length=200)

    objects: "models.Manager[Bare]"

    class Meta:
        app_label = "bench"
        managed = False
        db_table = "bench_bare"
