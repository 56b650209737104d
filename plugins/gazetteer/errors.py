"""The one family of exceptions: our misuse. The user's mistakes are faults and findings, never exceptions."""


class GazetteerError(Exception):
    """Base of all exceptions that Gazetteer raises on purpose; a door turns it into one line and exit code 2."""


class SettingsError(GazetteerError):
    """The settings block is unusable; `problems` holds every fault of it, one line each."""

    def __init__(self, problems: tuple[str, ...]) -> None:
        self.problems = problems
        super().__init__("; ".join(problems))


class TreeError(GazetteerError):
    """A tree cannot be opened: the folder or the ref does not exist, or git refuses."""


class PlugError(GazetteerError):
    """A part that another package plugs in cannot be used."""


class UndecidedError(GazetteerError):
    """The question cannot be answered from what is here (shallow clone, base absent): exit code 3."""
