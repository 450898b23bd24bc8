"""Run by a test in a process of its own, to be killed: writes a whole matter and never commits it."""

import sys
from importlib import import_module
from uuid import UUID

from django.db import transaction

from yixian.cli import ground

if __name__ == "__main__":
    ground.set_up_django()
    uid, place = UUID(sys.argv[1]), int(sys.argv[2])
    raising = import_module("tests.reliability.raising")
    with transaction.atomic():
        raising.raise_at(uid, place)
        sys.stdout.write("written\n")
        sys.stdout.flush()
        sys.stdin.read()
