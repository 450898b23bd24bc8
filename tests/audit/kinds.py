"""A kind of event that no package declares."""

from yixian.audit.registry import EventKind

SAID = EventKind(key="sample.said", sentence="“%(words)s” was said.", sheds=("secret",))
