"""Who owns a path, by the rules of an ownership file."""

from collections.abc import Callable, Iterable, Mapping

from gazetteer.formats.codeowners_index import Index
from gazetteer.formats.codeowners_regex import compile_regex, literal_prefix
from gazetteer.model.ownership import OwnersAnswer, OwnersFile, OwnersRule


class Owners:
    """Answers who owns a path, by the rules of one file; built once, it answers each further path faster."""

    def __init__(self, file: OwnersFile) -> None:
        self.file = file
        self._answers: dict[tuple[int, ...], OwnersAnswer] = {}
        self._index = _Expressions(file) if file.platform == "gitea" else Index(file)

    def answer(self, path: str) -> OwnersAnswer:
        """Who owns a path (relative to the root): owned, unowned (a rule names nobody), or unmatched."""
        numbers = self._index.deciding(path)
        answer = self._answers.get(numbers)
        if answer is None:
            answer = self._answers[numbers] = _answer(self.file.rules[n] for n in numbers)
        return answer

    def by_section(self, path: str) -> Mapping[str, OwnersAnswer]:
        """The answer of each section of GitLab that has one; `""` is the unnamed section."""
        rules = (self.file.rules[number] for number in self._index.deciding(path))
        return {rule.section: _answer([rule]) for rule in rules if not self._takes_out(rule)}

    def _takes_out(self, rule: OwnersRule) -> bool:
        return rule.exclude and self.file.platform == "gitlab"


def _answer(rules: Iterable[OwnersRule]) -> OwnersAnswer:
    rules = tuple(rules)
    owners = tuple(dict.fromkeys(owner for rule in rules for owner in rule.owners))
    state = "owned" if owners else "unowned" if rules else "unmatched"
    return OwnersAnswer(state=state, owners=owners, rules=rules)


class _Expressions:
    """Gitea: every rule that matches counts, and `!` turns a rule around."""

    def __init__(self, file: OwnersFile) -> None:
        self._tests: list[tuple[int, str, Callable[[str], bool], bool]] = []
        for number, rule in enumerate(file.rules):
            test = compile_regex(rule.pattern)
            if not isinstance(test, str):
                self._tests.append((number, literal_prefix(rule.pattern), test, rule.exclude))

    def deciding(self, path: str) -> tuple[int, ...]:
        return tuple(
            number
            for number, prefix, test, negated in self._tests
            if (path.startswith(prefix) and test(path)) != negated
        )
