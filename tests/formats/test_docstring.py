import msgspec

from gazetteer.formats.docstring import examples, rule_text, sections
from gazetteer.model.rule import Rule, Severity

TEXT = """What it is.

## What it finds

Things.

```markdown title="docs/a b.md"
# Title

## Not a section
```

## Wrong

````markdown title="a.md"
```yaml title="inside.yaml"
a: 1
```
````

```yaml title="b.yaml"
b: 2
```

    ```
    not a title
    ```
"""


class Options(msgspec.Struct, frozen=True):
    """What may be chosen.

    Attributes:
        kinds: kinds that count,
            and more words.
        deep: whether to look far.
    """

    kinds: tuple[str, ...] = ("a", "b")
    deep: bool = True


class FakeCheck:
    """It is.

    ## Why

    Because.
    """

    rule = Rule("x-y", Severity.NOTE, "It is.")
    Options = Options


def test_a_heading_inside_a_fence_opens_no_section() -> None:
    found = sections(TEXT)
    assert list(found) == ["What it finds", "Wrong"]
    assert "## Not a section" in found["What it finds"]


def test_examples_are_the_titled_blocks_and_may_hold_fences() -> None:
    assert examples(sections(TEXT)["Wrong"]) == {
        "a.md": '```yaml title="inside.yaml"\na: 1\n```\n',
        "b.yaml": "b: 2\n",
    }
    assert examples(sections(TEXT)["What it finds"]) == {
        "docs/a b.md": "# Title\n\n## Not a section\n"
    }


def test_a_rule_has_its_sections_and_options() -> None:
    text = rule_text(FakeCheck())
    assert text.sections == {"Why": "Because."}
    assert text.options == (
        ("kinds", '["a","b"]', "kinds that count, and more words."),
        ("deep", "true", "whether to look far."),
    )


def test_an_empty_docstring_has_no_sections() -> None:
    assert sections("") == {}
