"""What MkDocs is told of our options: nothing. They are read as settings, which tell all their faults at once."""

from mkdocs.config.base import Config


class NoOptions(Config):
    """A configuration without options of MkDocs' own kind."""
