"""Where the decisions of a team stand."""

from gazetteer.model.ref import DEFAULT_NAMESPACE, Ref
from gazetteer.pages import address
from gazetteer.pages._common import index_uri
from gazetteer.pages.view import View


def team_key(team: Ref) -> str:
    """The path segment of a team: its name, where that says all."""
    plain = team.kind == "group" and team.namespace == DEFAULT_NAMESPACE
    return address.slug(team.name if plain else f"{team.namespace}/{team.kind}/{team.name}")


def team_uri(view: View, team: Ref) -> str:
    """The page of a team's decisions; there is one for every team that has any."""
    return f"{index_uri(view, 'decision')}team/{team_key(team)}/"
