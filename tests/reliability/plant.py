"""Run by a test in a process of its own: plants the cast's small banner where YIXIAN_VAR points."""

from importlib import import_module

from yixian.cli import ground

if __name__ == "__main__":
    ground.set_up_django()
    import_module("tests.cast").build()
