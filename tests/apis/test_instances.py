"""Whether a value fits a schema, with jsonschema as the judge of the judge."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from jsonschema import Draft202012Validator

from gazetteer.apis.instances import misfit

SCALARS = (
    st.none() | st.booleans() | st.integers(-3, 3) | st.sampled_from(["", "a", "ab", "b", 1.5])
)
VALUES = st.recursive(
    SCALARS,
    lambda inner: (
        st.lists(inner, max_size=3) | st.dictionaries(st.sampled_from("ab"), inner, max_size=2)
    ),
    max_leaves=6,
)
KINDS = st.sampled_from(["string", "integer", "number", "boolean", "array", "object", "null"])


def schemas(inner):
    keywords = {
        "type": KINDS | st.lists(KINDS, min_size=1, max_size=2, unique=True),
        "enum": st.lists(SCALARS, min_size=1, max_size=3),
        "minimum": st.integers(-2, 2),
        "maximum": st.integers(-2, 2),
        "minLength": st.integers(0, 2),
        "maxItems": st.integers(0, 2),
        "pattern": st.sampled_from(["^a", "b$"]),
        "required": st.lists(st.sampled_from("ab"), max_size=2, unique=True),
        "items": inner,
        "properties": st.dictionaries(st.sampled_from("ab"), inner, max_size=2),
        "additionalProperties": st.booleans() | inner,
        "allOf": st.lists(inner, min_size=1, max_size=2),
        "anyOf": st.lists(inner, min_size=1, max_size=2),
        "$ref": st.just("#/$defs/a"),
    }
    return st.fixed_dictionaries({}, optional=keywords).map(
        lambda schema: dict(list(schema.items())[:4])
    )


SCHEMAS = st.recursive(st.fixed_dictionaries({}, optional={"type": KINDS}), schemas, max_leaves=5)


@given(SCHEMAS, SCHEMAS, VALUES)
@settings(max_examples=300, deadline=None)
def test_it_agrees_with_a_validator_of_json_schema(schema, defined, value):
    named = {**defined, "$defs": {}}
    named.pop("$ref", None)
    root = {**schema, "$defs": {"a": named}}
    if '"$ref"' in str(named).replace("'", '"'):
        return  # a circle that the other judge would not leave
    told = misfit(root, root, value, modern=True)
    fits = Draft202012Validator(root).is_valid(value)
    assert (told is None) == fits, told


@pytest.mark.parametrize(
    ("schema", "value", "fits"),
    [
        ({"type": "string", "nullable": True}, None, True),
        ({"type": "string", "x-nullable": True}, None, True),
        ({"type": ["string", "null"]}, None, True),
        ({"type": "integer"}, 3.0, True),
        ({"type": "integer"}, True, False),
        ({"enum": [1]}, True, False),
        ({"oneOf": [{"type": "string"}, {"minLength": 0}]}, "a", True),
        ({"$ref": "#/gone"}, 3, True),
        ({"pattern": "("}, "x", True),
        ({"pattern": "^(a+)+$"}, "a" * 40 + "b", False),
        ({"required": ["a"], "properties": {"a": {"readOnly": True}}}, {}, True),
        (False, 1, False),
    ],
)
def test_where_openapi_and_examples_differ(schema, value, fits):
    assert (misfit({}, schema, value, modern=True) is None) == fits


def test_beside_a_reference_nothing_counts_before_3_1():
    root = {"a": {"type": "string"}}
    schema = {"$ref": "#/a", "maxLength": 1}
    assert misfit(root, schema, "ab", modern=False) is None
    assert misfit(root, schema, "ab", modern=True) is not None


def test_schemas_that_multiply_end():
    options = [{"$ref": "#/a"}, {"$ref": "#/b"}]
    root = {"a": {"anyOf": options}, "b": {"allOf": options, "oneOf": options}}
    assert misfit(root, root["a"], {"x": [1] * 40}, modern=True) is None
