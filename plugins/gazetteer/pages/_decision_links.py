"""Links on pages of decisions: to the other end of a tie, and to a commit."""

from markupsafe import Markup

from gazetteer.model.history import Commit
from gazetteer.pages._decision_records import Tied
from gazetteer.pages._sheet import Sheet

_MISSING = Markup(
    '<span class="gz-ref gz-ref--missing" title="no record here is called so">%s</span>'
)
_SEVERAL = Markup("%s (%s)")
_LINK = Markup(
    '<a class="gz-commit" href="%s" rel="noopener noreferrer" title="%s"><code>%s</code></a>'
)
_PLAIN = Markup('<code class="gz-commit" title="%s">%s</code>')


def tied(sheet: Sheet, tie: Tied) -> Markup:
    """The other record; what leads to none, or may lead to several, is shown as it is written."""
    if tie.ref:
        return sheet.ref(tie.ref, tie.text)
    if tie.candidates:
        return _SEVERAL % (tie.text, Markup(" or ").join(map(sheet.ref, tie.candidates)))
    return _MISSING % tie.text


def committed(sheet: Sheet, commit: Commit) -> Markup:
    """A commit by its short name, led to where the repository's web view is known."""
    base, short = sheet.view.site.commit_url, commit.id[:8]
    return _LINK % (f"{base}{commit.id}", commit.id, short) if base else _PLAIN % (commit.id, short)
