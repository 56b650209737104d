"""Others as judges: jsonschema says who accepts a value, graphql-core says what changed in a schema."""

from typing import Any

import jsonschema
from graphql import build_schema
from graphql.utilities import BreakingChange, find_schema_changes
from hypothesis import given, settings
from hypothesis import strategies as st

from gazetteer.apis.compare import Comparison, Version
from gazetteer.apis.compare.graphql import compare as compare_graphql
from gazetteer.model.change import Level

from .test_schemas import told

NAMES = st.sampled_from(["a", "b", "c"])
SCALARS = st.one_of(
    st.builds(
        lambda low, high: {"type": "integer", "minimum": low, "maximum": high},
        st.integers(0, 3),
        st.integers(3, 6),
    ),
    st.builds(
        lambda values: {"type": "string", "enum": sorted(values)}, st.sets(NAMES, min_size=1)
    ),
    st.sampled_from(
        [{"type": "string"}, {"type": "integer"}, {"type": "number"}, {"type": "boolean"}]
    ),
)
OBJECTS = st.builds(
    lambda properties, required: {
        "type": "object",
        "properties": properties,
        "required": sorted(required & properties.keys()),
    },
    st.dictionaries(NAMES, SCALARS, max_size=3),
    st.sets(NAMES),
)
SCHEMAS = st.one_of(SCALARS, OBJECTS, OBJECTS.map(lambda items: {"type": "array", "items": items}))

PLAIN = [None, True, False, -1, 0, 1, 2, 3, 4, 5, 6, 7, 0.5, 2.5, "a", "b", "c", "d"]


def instances(schema: dict[str, Any]) -> list[Any]:
    """Values around a schema: everything that a limit, a list, a type or a lack can tell apart."""
    if schema["type"] == "array":
        return [[], *([value] for value in instances(schema["items"]))]
    if schema["type"] != "object":
        return PLAIN
    names = ["a", "b", "c"]
    base: dict[str, Any] = {}
    for name in names:
        inner = schema["properties"].get(name)
        if inner is None:
            base[name] = "d"
        else:
            base[name] = next(v for v in PLAIN if accepts(inner, v))
    found = [base, {}]
    for name in names:
        found.append({key: value for key, value in base.items() if key != name})
        found += [{**base, name: value} for value in PLAIN]
    return found


def accepts(schema: dict[str, Any], value: Any) -> bool:
    return jsonschema.Draft202012Validator(schema).is_valid(value)


@settings(deadline=None, max_examples=25)
@given(SCHEMAS, SCHEMAS)
def test_what_breaks_is_a_value_that_one_takes_and_the_other_refuses(old, new):
    values = [*PLAIN, *instances(old), *instances(new)]
    narrowed = any(accepts(old, value) and not accepts(new, value) for value in values)
    widened = any(accepts(new, value) and not accepts(old, value) for value in values)
    if "breaking" in told(old, new, "request").values():
        assert narrowed
    taken = told(old, new, "response")
    # A field that readers were promised and that is gone breaks them, although any object stays valid.
    if any(
        level == "breaking" and not rule.startswith("required-") for rule, level in taken.items()
    ):
        assert widened


@settings(deadline=None, max_examples=25)
@given(SCHEMAS, SCHEMAS)
def test_what_is_narrowed_is_not_called_safe(old, new):
    values = [*PLAIN, *instances(old), *instances(new)]
    # By convention a new optional property is safe, although an open object could have held anything there.
    added = _properties(new) - _properties(old)
    if any(accepts(old, value) and not accepts(new, value) for value in values):
        assert told(old, new, "request") or added
    if any(accepts(new, value) and not accepts(old, value) for value in values):
        assert told(old, new, "response") or added


def _properties(schema: dict[str, Any]) -> set[str]:
    return set(schema.get("items", schema).get("properties", ()))


@settings(deadline=None, max_examples=15)
@given(SCHEMAS)
def test_a_schema_equals_itself(schema):
    assert told(schema, schema, "request") == told(schema, schema, "response") == {}


TYPES = ["Int", "String", "[Int]", "[Int!]", "Int!", "Color", "Thing"]
FIELD_TYPES = st.sampled_from(TYPES)
INPUTS = st.sampled_from(["Int", "String", "[Int]", "Int!", "[Int!]!", "Color"])


@st.composite
def schemas(draw: st.DrawFn) -> str:
    def field(name: str) -> str:
        arguments = draw(st.dictionaries(NAMES, INPUTS, max_size=2))
        listed = ", ".join(f"{key}: {type_}" for key, type_ in sorted(arguments.items()))
        return f"{name}{f'({listed})' if listed else ''}: {draw(FIELD_TYPES)}"

    fields = "\n".join(field(name) for name in sorted(draw(st.sets(NAMES, min_size=1))))
    inputs = draw(st.dictionaries(NAMES, INPUTS, min_size=1))
    values = " ".join(sorted(draw(st.sets(st.sampled_from(["RED", "BLUE"]), min_size=1))))
    members = draw(st.sampled_from(["Thing", "Thing | Other"]))
    return f"""
        type Query {{ root: Thing any: Any make(of: Making): Int }}
        type Thing {{ {fields} }}
        type Other {{ x: Int }}
        union Any = {members}
        enum Color {{ {values} }}
        input Making {{ {" ".join(f"{n}: {t}" for n, t in sorted(inputs.items()))} }}
    """


@settings(deadline=None, max_examples=25)
@given(schemas(), schemas())
def test_graphql_breaks_where_graphql_core_says_so(old, new):
    found = compare_graphql(Version("a.graphql", old), Version("a.graphql", new))
    assert isinstance(found, Comparison)
    ours = [change for change in found.changes if change.level is Level.BREAKING]
    told = find_schema_changes(build_schema(old), build_schema(new))
    theirs = [change for change in told if isinstance(change, BreakingChange)]
    assert len(ours) == len(theirs), ([c.message for c in ours], [c.description for c in theirs])
    assert bool(found.changes) == bool(told)
