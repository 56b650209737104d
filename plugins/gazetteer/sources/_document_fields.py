"""The fields of a front matter by type, with a fault for each value of another type."""

from gazetteer.formats.frontmatter import FrontMatter, as_text
from gazetteer.model.fault import Fault
from gazetteer.model.place import Place


class Fields:
    """Reads fields and collects what is wrong with them; lives as long as the reading of one file."""

    def __init__(self, path: str, front: FrontMatter, kind: str = "document") -> None:
        self._path = path
        self._kind = kind
        self.front = front
        self.faults: list[Fault] = []

    def value(self, key: str) -> object:
        """The value as written; None when it is missing."""
        return self.front.values.get(key)

    def place(self, key: str) -> Place:
        """Where the field is written."""
        return Place(self._path, *self.front.at(key), key)

    def at(self, line: int) -> Place:
        """A line of the file."""
        return Place(self._path, line)

    def text(self, key: str) -> str:
        """A field that holds one text; empty when it is missing."""
        value = self.value(key)
        if isinstance(value, (list, dict)):
            found = "a list" if isinstance(value, list) else "a mapping"
            self.fault(key, "type", f"{key} must be a text, not {found}", f"write `{key}: text`")
            return ""
        return as_text(value)

    def texts(self, key: str) -> tuple[str, ...]:
        """A field that holds one text or a list of texts."""
        value = self.value(key)
        if isinstance(value, list):
            if any(isinstance(part, (list, dict)) for part in value):
                self.fault(
                    key,
                    "type",
                    f"{key} must be a list of texts",
                    f"write each as `- text` below `{key}:`",
                )
            return tuple(
                filter(
                    None, (as_text(part) for part in value if not isinstance(part, (list, dict)))
                )
            )
        text = self.text(key)
        return (text,) if text else ()

    def fault(self, key: str, code: str, message: str, mend: str) -> None:
        """Remembers that a field cannot be taken."""
        self.fault_at(self.place(key), code, message, mend)

    def fault_at(self, place: Place, code: str, message: str, mend: str) -> None:
        """Remembers that something at a place cannot be taken."""
        self.faults.append(
            Fault(kind=self._kind, code=code, message=message, place=place, mend=mend)
        )


def front_matter_faults(path: str, front: FrontMatter, kind: str = "document") -> tuple[Fault, ...]:
    """What is wrong with the block as such: unfinished, no YAML, a key twice."""
    return tuple(
        Fault(
            kind=kind,
            code=problem.code if problem.code == "duplicate-key" else "front-matter",
            message=f"the front matter cannot be read: {problem.message}"
            if problem.code not in {"duplicate-key", "front-matter"}
            else problem.message,
            place=Place(path, problem.line, problem.column),
            mend="close the front matter with a line `---`"
            if problem.code == "front-matter"
            else "mend the YAML between the two `---` lines",
        )
        for problem in front.problems
    )
