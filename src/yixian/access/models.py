"""Abilities granted beyond what a role brings."""

from django.db import models

from yixian.people.models import Post


class Grant(models.Model):
    """An ability given to a post on its unit, from a day until (not including) another."""

    post = models.ForeignKey(Post, on_delete=models.PROTECT, related_name="grants")
    ability = models.CharField(max_length=60)
    since = models.DateField()
    until = models.DateField(null=True)
