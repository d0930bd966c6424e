"""The commands, one file each; no logic lives here."""

from __future__ import annotations

import difflib
import importlib
import pkgutil

import click

from tei_edition.diagnostics import Refusal, as_text


class Commands(click.Group):
    """Each module of this package is a command, loaded when it is called."""

    def list_commands(self, ctx: click.Context) -> list[str]:  # noqa: ARG002
        """The names of the commands, in order."""
        return sorted(module.name for module in pkgutil.iter_modules(__path__))

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """A command by its name, None if there is none."""
        if cmd_name not in self.list_commands(ctx):
            return None
        loaded: click.Command = importlib.import_module(f"{__name__}.{cmd_name}").command
        return loaded

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        """The command meant; a misspelt one is answered with the one that is near."""
        near = difflib.get_close_matches(args[0], self.list_commands(ctx), 1) if args else []
        if near and args[0] not in self.list_commands(ctx):
            ctx.fail(f"There is no command “{args[0]}”. Did you mean “{near[0]}”?")
        return super().resolve_command(ctx, args)

    def invoke(self, ctx: click.Context) -> object:
        """Run a command; what it refuses is said in plain words, and the exit code is 2."""
        try:
            return super().invoke(ctx)
        except Refusal as refusal:
            for diagnostic in refusal.diagnostics:
                click.echo(as_text(diagnostic), err=True)
            ctx.exit(2)


@click.group(cls=Commands)
@click.version_option(package_name="tei-edition")
def main() -> None:
    """Transcripts of archival documents in, a scholarly edition out."""
