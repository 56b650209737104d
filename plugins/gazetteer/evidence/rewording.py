"""What was reworded between two versions of a decision record, corrections of spelling left aside."""

import re
import unicodedata
from collections import Counter
from collections.abc import Iterator, Sequence
from difflib import SequenceMatcher

from gazetteer.evidence.reasoning import Passage, reasoning
from gazetteer.model.decision import Rewording

_TELLING = re.compile(
    r".*\d.*|no|not|never|none|without|cannot|neither|nor|\w+n't|nicht|kein\w*|ne|pas|sans",
    re.DOTALL,
)
"""Words that turn a sentence round, however short they are."""
_ALIKE = 0.7
"""Words as similar as this (difflib's ratio) are one word and its misspelling."""
_SLIGHT = 12
"""So many words in slight corrections of one record together are more than typing mistakes."""
_SHOWN = 160
"""Characters of a passage that are kept to be shown."""
_COSTLY = 4_000
"""Words beyond which texts are compared as bags: matching sequences takes quadratic time."""


def rewordings(old: str, new: str) -> tuple[Rewording, ...]:
    """Where two versions of a record argue differently; corrections of spelling and grammar are not among them.

    A correction is a word put for one that looks like it, or a single word more or less, unless it is a negation or
    holds a digit. Many of these together count after all. Passages that only moved are equal.
    """
    before = [(passage, _key(passage)) for passage in reasoning(old)]
    after = [(passage, _key(passage)) for passage in reasoning(new)]
    ours, theirs = Counter(key for _, key in before), Counter(key for _, key in after)
    gone = [passage for passage, key in before if ours[key] > theirs[key]]
    come = [passage for passage, key in after if theirs[key] > ours[key]]
    found = tuple(_compared(gone, come))
    slight = [change for change in found if change.words == 0]
    if len(slight) > _SLIGHT:
        return found
    return tuple(change for change in found if change.words)


def _key(passage: Passage) -> str:
    return _plain("".join(passage.words))


def _plain(text: str) -> str:
    if text.isascii():
        return text.lower()
    return unicodedata.normalize("NFKC", text).casefold().replace("\u2019", "'")


def _compared(gone: Sequence[Passage], come: Sequence[Passage]) -> Iterator[Rewording]:
    old = [(word, passage.section) for passage in gone for word in passage.words]
    new = [(word, passage.section) for passage in come for word in passage.words]
    ours, theirs = [_plain(word) for word, _ in old], [_plain(word) for word, _ in new]
    if "".join(ours) == "".join(theirs):
        return
    if len(ours) + len(theirs) > _COSTLY:
        if Counter(ours) != Counter(theirs):
            yield Rewording(
                _excerpt(old), _excerpt(new), (new or old)[0][1], len(ours) + len(theirs)
            )
        return
    for tag, a, b, c, d in SequenceMatcher(None, ours, theirs, autojunk=False).get_opcodes():
        if tag != "equal" and (weight := _weight(ours[a:b], theirs[c:d])) is not None:
            section = (new[c:d] or old[a:b])[0][1]
            yield Rewording(_excerpt(old[a:b]), _excerpt(new[c:d]), section, weight)


def _weight(old: Sequence[str], new: Sequence[str]) -> int | None:
    """How many words really changed; 0 for a correction, None for no change at all."""
    if "".join(old) == "".join(new):
        return None
    changed = [*old, *new]
    telling = any(_TELLING.fullmatch(word) for word in changed)
    if not telling and (len(changed) == 1 or _alike(old, new)):
        return 0
    return len(changed)


def _alike(old: Sequence[str], new: Sequence[str]) -> bool:
    """Whether each word was put for one that looks like it, or words were only joined or parted."""
    if len(old) != len(new):
        return len(old) + len(new) <= 4 and _ratio("".join(old), "".join(new)) > 0.85
    return all(
        _ratio(a, b) >= _ALIKE or sorted(a) == sorted(b) for a, b in zip(old, new, strict=True)
    )


def _ratio(old: str, new: str) -> float:
    if max(len(old), len(new)) > 60:
        return 1.0 if old == new else 0.0
    return SequenceMatcher(None, old, new, autojunk=False).ratio()


def _excerpt(words: Sequence[tuple[str, str]]) -> str:
    text = " ".join(word for word, _ in words[:60])
    return text if len(text) <= _SHOWN else text[: _SHOWN - 1].rsplit(" ", 1)[0] + "…"
