"""The command `gazetteer`: one file per subcommand."""

import contextlib
from pathlib import Path

import click

from gazetteer import __version__
from gazetteer.cli._output import prepare_streams, stop
from gazetteer.cli.api import api
from gazetteer.cli.check import check
from gazetteer.cli.decision import decision_
from gazetteer.cli.diff import diff
from gazetteer.cli.explain import explain
from gazetteer.cli.fix import fix
from gazetteer.cli.init import init
from gazetteer.cli.links import links
from gazetteer.cli.list import list_
from gazetteer.cli.new import new
from gazetteer.cli.owners import owners
from gazetteer.cli.review import review
from gazetteer.cli.show import show
from gazetteer.cli.write import write


@click.group(context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(__version__, prog_name="gazetteer")
@click.option("-C", "directory", default=".", metavar="DIR", help="Run as if started in DIR.")
@click.pass_context
def main(context: click.Context, *, directory: str) -> None:
    """A service catalog and decision log from what your repositories already hold."""
    prepare_streams()
    if not Path(directory).is_dir():
        stop(f"{directory}: there is no such folder", 2)
    try:
        # Like git's: every relative path of the command line means one below DIR.
        context.with_resource(contextlib.chdir(directory))
    except OSError as error:
        stop(f"{directory} cannot be entered: {error.strerror}", 2)


for command in (
    api,
    check,
    decision_,
    links,
    list_,
    show,
    owners,
    explain,
    fix,
    diff,
    new,
    init,
    review,
    write,
):
    main.add_command(command)
