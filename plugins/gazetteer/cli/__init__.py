"""The command `gazetteer`: one file per subcommand."""


def main() -> None:
    """Runs the command."""
    raise SystemExit("the command arrives with its first subcommand")
