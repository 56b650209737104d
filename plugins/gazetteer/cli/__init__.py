"""The command `gazetteer`: one file per subcommand."""

import click

from gazetteer import __version__
from gazetteer.cli.check import check
from gazetteer.cli.diff import diff
from gazetteer.cli.explain import explain
from gazetteer.cli.init import init
from gazetteer.cli.list import list_
from gazetteer.cli.new import new
from gazetteer.cli.owners import owners
from gazetteer.cli.show import show
from gazetteer.cli.write import write


@click.group(context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(__version__, prog_name="gazetteer")
@click.option("-C", "directory", default=".", metavar="DIR", help="Run as if started in DIR.")
def main(directory: str) -> None:
    """A service catalog and decision log from what your repositories already hold."""


for command in (check, list_, show, owners, explain, diff, new, init, write):
    main.add_command(command)
