"""A sample stands on the page as JSON that people read."""

import json
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from gazetteer.apis.samples import Samples
from gazetteer.model.surface import Body

VALUES: st.SearchStrategy[Any] = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(), inner, max_size=3),
    max_leaves=12,
)


@given(VALUES)
def test_an_example_is_indented_as_python_does_it(value: object) -> None:
    body = Body(example=json.dumps(value))
    shown = Samples({}).text(body, "object", "read only")
    assert shown == json.dumps(json.loads(body.example), indent=2, ensure_ascii=False)
