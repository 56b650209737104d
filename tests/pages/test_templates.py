"""Templates as straight Python print what Jinja prints."""

from types import SimpleNamespace

import pytest
from hypothesis import given
from hypothesis import strategies as st
from jinja2 import DictLoader, Environment, StrictUndefined, UndefinedError
from markupsafe import Markup, escape

from gazetteer.pages._templates import StraightEnvironment, written

TEMPLATES = {
    "macros": "{% macro shown(text, kind='plain') %}<b class=\"{{ kind }}\">{{ text }}</b>{% endmacro %}"
    "{% macro box() %}<p>{{ caller() }}</p>{% endmacro %}",
    "page": "{% import 'macros' as m %}{{ m.shown(thing.name) }}{{ m.shown(name, safe) }}"
    "{% for part in thing.parts %}{{ loop.index }}{{ m.shown(part | upper) }}{{ thing.of(part, end=name) }}{% endfor %}"
    "{% call m.box() %}{{ name }}{{ safe }}{% endcall %}{{ thing.of(*thing.parts[:1]) }}{{ missing }}{{ name ~ safe }}",
}


def _environment(kind: type[Environment]) -> Environment:
    return kind(loader=DictLoader(TEMPLATES), autoescape=True, undefined=StrictUndefined)


@given(name=st.text(), part=st.text(alphabet="<>&'\"a;#"))
def test_the_same_as_jinjas(name: str, part: str) -> None:
    values = {
        "name": name,
        "safe": Markup("<i>safe</i>"),
        "missing": None,
        "thing": SimpleNamespace(
            name=part, parts=[part, name], of=lambda text, end="": f"{text}{end}"
        ),
    }
    ours, theirs = (
        _environment(kind).get_template("page").render(values)
        for kind in (StraightEnvironment, Environment)
    )
    assert ours == theirs


@given(st.one_of(st.text(), st.none(), st.integers(), st.booleans()))
def test_every_value_is_escaped(value: object) -> None:
    assert str(written(value)) == str(escape(value))


def test_what_was_made_safe_stays() -> None:
    assert written(Markup("<b>")) == "<b>"


@pytest.mark.parametrize("source", ["{{ nobody }}", "{{ nobody.name }}", "{{ nobody() }}"])
def test_a_misspelt_name_is_an_error(source: str) -> None:
    with pytest.raises(UndefinedError):
        _environment(StraightEnvironment).from_string(source).render()


def test_a_misspelt_attribute_is_an_error() -> None:
    with pytest.raises(AttributeError):
        _environment(StraightEnvironment).from_string("{{ thing.nmae }}").render(thing="text")
