"""Running: what one file says about how the code of a folder is started."""

import msgspec

from gazetteer.model.place import Place


class Running(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True, tag="running"):
    """One service of a compose file, one workload of Kubernetes, one Dockerfile, Makefile or package manifest.

    Attributes:
        kind: `compose`, `kubernetes`, `dockerfile`, `make`, `npm`, `pyproject`, `procfile`.
        folder: the folder it runs; "" is the root. Empty, too, for what names no folder (see `name`).
        name: of the service or workload; empty for files that stand for their folder.
        ports: as written: `8080`, `8080:80`, `9090/udp`.
        variables: (name, default as written); a default that may be a secret is left out.
        commands: (what is typed, what it does in the words of the file).
        needs: names of other services of the same file that are started before.
        aliases: other names under which it answers in the network.
        image: the ready-made image that it runs; empty where it is built.
        hosts: names of hosts that it waits for, links or has in its variables, and where; most belong to nobody here.
    """

    kind: str
    folder: str
    place: Place
    name: str = ""
    ports: tuple[str, ...] = ()
    variables: tuple[tuple[str, str], ...] = ()
    commands: tuple[tuple[str, str], ...] = ()
    needs: tuple[str, ...] = ()
    aliases: tuple[str, ...] = ()
    image: str = ""
    hosts: tuple[tuple[str, Place], ...] = ()
