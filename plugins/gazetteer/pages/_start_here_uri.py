"""Where the first day of a team stands."""

from gazetteer.evidence.start_here import team_of, written
from gazetteer.model.ref import Ref
from gazetteer.pages import address
from gazetteer.pages._decision_teams import team_key
from gazetteer.pages.view import View


def root(view: View) -> str:
    """The index of all teams."""
    return f"{address.home(view.site)}start-here/"


def team_uri(view: View, team: Ref) -> str:
    """The page of a team."""
    return f"{root(view)}{team_key(team)}/"


def has_page(view: View, team: Ref) -> bool:
    """Whether a team has one: it answers for a component, or wrote a file."""
    owned = view.catalog.graph.others(team, "ownerOf")
    return any(ref.kind == "component" for ref in owned) or any(
        team_of(file) == team for file in written(view.catalog)
    )
