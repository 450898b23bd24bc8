"""The ways into the officer's pages, by the heading that they stand under."""

from yixian.desk.navigation import concerns, disputes, overview, work

__all__ = ["concerns", "disputes", "overview", "work"]
