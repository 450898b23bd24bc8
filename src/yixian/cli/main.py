"""The entry point: finds the command, prepares what it needs, and turns errors into one line.

Commands are loaded by name when they are called, not imported above, because a command's module may
import models, which only works after Django is set up, and because `yixian receipt verify` must work
on a machine that has neither settings nor a database.
"""

import importlib
import importlib.util
import os
import sys
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import IntEnum

import click

from yixian import __version__
from yixian.cli import catalogs, ground


class Needs(IntEnum):
    """What must be ready before a command's module is loaded."""

    NOTHING = 0
    DJANGO = 1
    DATABASE = 2


@dataclass(frozen=True)
class Entry:
    """A command: the module of `yixian.cli` that holds it as `command`, what it needs, what it does."""

    module: str
    needs: Needs
    summary: str


COMMANDS: Mapping[str, Entry] = {
    "serve": Entry("serve", Needs.DJANGO, "Start everything: database, web server and worker."),
    "worker": Entry("worker", Needs.DATABASE, "Run the jobs that fall due."),
    "db": Entry("db", Needs.NOTHING, "Start, stop and look at the embedded database."),
    "migrate": Entry("migrate", Needs.DATABASE, "Bring the banner's schema up to date."),
    "check": Entry("check", Needs.DJANGO, "Say what is not yet fit for production."),
    "messages": Entry("messages", Needs.NOTHING, "Collect and compile the translations."),
    "demo": Entry("demo", Needs.DATABASE, "Build the demonstration banner."),
    "method": Entry("method", Needs.DATABASE, "Print the method with its figures."),
    "procedure": Entry("procedure", Needs.DJANGO, "List and show the declared procedures."),
    "deadline": Entry("deadline", Needs.DATABASE, "Explain a deadline day by day."),
    "recount": Entry("recount", Needs.DATABASE, "Recompute every measure from the records."),
    "verify": Entry("verify", Needs.DATABASE, "Prove that no event was changed or removed."),
    "receipt": Entry("receipt", Needs.NOTHING, "Check a receipt, without the database."),
    "seal": Entry("seal", Needs.DATABASE, "Seal the events since the last seal."),
    "keys": Entry("keys", Needs.NOTHING, "Make and rotate the keys that seal personal data."),
}


class Commands(click.Group):
    """A group that knows its commands by name and loads one when it is called."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        """Return the names of the commands whose modules are there."""
        return [name for name, entry in COMMANDS.items() if importlib.util.find_spec(_module(entry))]

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """Load a command after setting Django up where it needs that."""
        if cmd_name not in self.list_commands(ctx):
            return None
        entry = COMMANDS[cmd_name]
        if entry.needs >= Needs.DJANGO:
            catalogs.compile_stale()
            ground.set_up_django()
        found: click.Command = importlib.import_module(_module(entry)).command
        return found

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        """Find the command that is called; have the database run while it works, if it needs one."""
        name, command, rest = super().resolve_command(ctx, args)
        if name and COMMANDS[name].needs == Needs.DATABASE and "--help" not in rest:
            ctx.with_resource(ground.database_running())
        return name, command, rest

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """List the commands without loading them."""
        with formatter.section("Commands"):
            formatter.write_dl([(name, COMMANDS[name].summary) for name in self.list_commands(ctx)])


def _module(entry: Entry) -> str:
    return f"yixian.cli.{entry.module}"


@click.group(cls=Commands, context_settings={"help_option_names": ["--help"], "max_content_width": 100})
@click.version_option(__version__, prog_name="yixian")
@click.option("--debug", is_flag=True, help="Show where an error arose.")
@click.option("--banner", "code", metavar="CODE", help="Work for this banner instead of YIXIAN_BANNER.")
def root(debug: bool, code: str | None) -> None:
    """Yixian (一线): the working system of a banner, its towns, villages and grids."""
    if code is not None:
        os.environ["YIXIAN_BANNER"] = code


def run(arguments: Sequence[str]) -> int:
    """Run one command line and return its exit code; an error is one line on standard error."""
    debug = False
    try:
        with root.make_context("yixian", list(arguments)) as context:
            debug = context.params["debug"]
            root.invoke(context)
    except click.exceptions.NoArgsIsHelpError as shown:
        click.echo(shown.format_message())
        return 0
    except click.exceptions.Exit as end:
        return end.exit_code
    except click.ClickException as refusal:
        _complain(refusal.format_message())
        return refusal.exit_code
    except (click.Abort, KeyboardInterrupt):
        _complain("interrupted")
        return 130
    except BrokenPipeError:
        sys.stdout = None
        return 1
    except Exception as error:
        if debug:
            raise
        _complain(_one_line(error))
        return 1
    return 0


def _one_line(error: Exception) -> str:
    lines = [line.strip() for line in str(error).splitlines() if line.strip()]
    said = lines[0] if lines else type(error).__name__
    ours = type(error).__module__.startswith("yixian.")
    return said if ours else f"{type(error).__name__}: {said} (yixian --debug … shows where)"


def _complain(line: str) -> None:
    click.echo(f"yixian: {line}", err=True)


def main() -> None:
    """Run the command line of this process."""
    sys.exit(run(sys.argv[1:]))


if __name__ == "__main__":
    main()
