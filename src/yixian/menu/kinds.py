"""Kinds of service, as the procedures and the figures name them."""

from yixian.menu.enums import Skill
from yixian.procedures.language import Choice

CATEGORIES = tuple(Choice(value=each.value, label=each.label) for each in Skill)
