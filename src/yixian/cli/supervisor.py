"""Keeps the processes of `yixian serve` alive, and stops them together."""

import os
import shutil
import signal
import subprocess
import time
from collections.abc import Callable, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from functools import cache
from threading import Event

_PATIENCE = 15.0
_SOON = 5.0
_LONGEST_PAUSE = 30.0


@cache
def _tie() -> tuple[str, ...]:
    """Return what, put before a command, ends it when its parent is killed; nothing where that is not had."""
    setpriv = shutil.which("setpriv")
    if setpriv is None:
        return ()
    known = subprocess.run([setpriv, "--help"], capture_output=True, text=True, check=False).stdout
    return (setpriv, "--pdeathsig", "TERM", "--") if "--pdeathsig" in known else ()


@dataclass
class Child:
    """A process that is to run as long as its supervisor does; `due` is when to start one again that ended."""

    name: str
    command: Sequence[str]
    process: subprocess.Popen[bytes] | None = None
    started: float = 0.0
    pause: float = 0.0
    due: float | None = None

    def start(self) -> None:
        """Start it in a session of its own, so that Ctrl-C reaches its supervisor alone."""
        command = [*_tie(), *self.command]
        self.process = subprocess.Popen(command, stdin=subprocess.DEVNULL, start_new_session=True)
        self.started, self.due = time.monotonic(), None

    def signal(self, number: int) -> None:
        """Send a signal to it and to all that it has started."""
        if self.process:
            with suppress(ProcessLookupError, PermissionError):
                os.killpg(self.process.pid, number)


@dataclass
class Supervisor:
    """Starts its children, starts again whichever ends, and looks after `also` once a second."""

    children: Sequence[Child]
    say: Callable[[str], None]
    also: Callable[[], None] = lambda: None
    stop: Event = field(default_factory=Event)

    def start(self) -> None:
        """Start every child."""
        for child in self.children:
            child.start()

    def watch(self) -> None:
        """Keep everything running until `stop` is set. A child that must pause keeps no other one waiting."""
        while not self.stop.wait(1.0):
            self.also()
            for child in self.children:
                if child.due is None:
                    self._revive(child)
                if child.due is not None and child.due <= time.monotonic():
                    child.start()

    def _revive(self, child: Child) -> None:
        """Have a child that ended started again: at once, or after a pause when it had only just begun."""
        if child.process is None or child.process.poll() is None:
            return
        lived = time.monotonic() - child.started
        child.pause = 0.0 if lived > _SOON else min(_LONGEST_PAUSE, child.pause * 2 or 1.0)
        child.due = time.monotonic() + child.pause
        child.signal(signal.SIGKILL)
        self.say(f"{child.name} ended with code {child.process.returncode}; it is started again")

    def end(self) -> None:
        """Stop every child: kindly first, then, after some patience, for good."""
        for child in self.children:
            if child.process and child.process.poll() is None:
                child.process.terminate()
        deadline = time.monotonic() + _PATIENCE
        for child in self.children:
            if child.process:
                with suppress(subprocess.TimeoutExpired):
                    child.process.wait(max(0.1, deadline - time.monotonic()))
                child.signal(signal.SIGKILL)
                child.process.wait()
