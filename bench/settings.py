"""The settings of the real site, with two bare views beside it."""

from yixian.config.settings import *  # noqa: F403
from yixian.config.settings import INSTALLED_APPS as OURS

INSTALLED_APPS = [*OURS, "bench"]
ROOT_URLCONF = "bench.urls"
ALLOWED_HOSTS = ["127.0.0.1"]
