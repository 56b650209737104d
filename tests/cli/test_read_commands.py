"""`list`, `show`, `owners`, `explain`, `diff`: what they answer, as text and as JSON of the published shape."""

import json
from pathlib import Path

import jsonschema
import pytest

import gazetteer
from gazetteer.checks import CHECKS

from .conftest import SHOP, TEAMLESS, Folder

SCHEMAS = Path(gazetteer.__file__).parent / "schemas"


def valid(value: dict, schema: str) -> dict:
    jsonschema.validate(value, json.loads((SCHEMAS / f"{schema}.json").read_text("utf-8")))
    return value


# list


def test_list_names_each_entity_with_owner_and_place(repo: Folder):
    text = repo.run("list").stdout
    row = next(line for line in text.splitlines() if line.startswith("component:cart "))
    assert row.split() == [
        *("component:cart", "service", "production", "group:shop"),
        "services/cart/catalog-info.yaml:1:1",
    ]


def test_list_as_json_has_the_published_shape(repo: Folder):
    value = valid(repo.json("list"), "list")
    assert [e["ref"] for e in value["entities"]] == sorted(e["ref"] for e in value["entities"])
    assert "component:default/cart" in {e["ref"] for e in value["entities"]}


@pytest.mark.parametrize("kind", ["api", "API"])
def test_list_of_one_kind(repo: Folder, kind: str):
    value = repo.json("list", "--kind", kind)
    assert [e["ref"] for e in value["entities"]] == ["api:default/cart-api"]


def test_list_of_an_unknown_kind_is_wrong_use(repo: Folder):
    assert "component" in repo.run("list", "--kind", "pod", code=2).stderr


def test_list_at_a_ref_ignores_the_disk(repo: Folder):
    repo.git("tag", "v1")
    (repo.root / "services/cart/catalog-info.yaml").unlink()
    refs = {e["ref"] for e in repo.json("list")["entities"]}
    assert "component:default/cart" not in refs
    refs = {e["ref"] for e in repo.json("list", "--at", "v1")["entities"]}
    assert "component:default/cart" in refs


@pytest.mark.parametrize("ref", ["--upload-pack=x", "-x", "", "a\nb"])
def test_a_ref_that_cannot_be_one_is_wrong_use_in_one_line(repo: Folder, ref: str):
    result = repo.run("list", "--at", ref, code=2)
    assert result.stderr.count("\n") == 1
    assert "--at" in result.stderr


def test_a_ref_that_does_not_exist_names_those_near_it(repo: Folder):
    repo.git("tag", "release-1")
    error = repo.run("list", "--at", "relaese-1", code=2).stderr
    assert "relaese-1" in error
    assert "release-1" in error


def test_a_ref_in_a_plain_folder_is_wrong_use(plain: Folder):
    assert "not inside a git repository" in plain.run("list", "--at", "HEAD", code=2).stderr


def test_list_says_that_something_may_be_missing(plain: Folder):
    plain.write({"broken.yaml": "kind: Component\napiVersion: backstage.io/v1alpha1\n  x: ["})
    assert "gazetteer check" in plain.run("list").stderr


def test_a_plain_folder_and_a_repository_list_the_same(plain: Folder):
    before = plain.json("list")
    plain.commit()
    assert plain.json("list") == before


def test_an_empty_folder_lists_nothing(folder: Folder):
    assert folder.json("list")["entities"] == []
    assert folder.run("list").stdout.startswith("REF")


# show


def test_show_by_bare_name_by_namespace_and_by_ref_is_the_same(repo: Folder):
    by_ref = valid(repo.json("show", "component:default/cart"), "show")
    assert repo.json("show", "cart") == repo.json("show", "default/Cart") == by_ref
    ties = {(tie["type"], tie["target"]) for tie in by_ref["ties"]}
    assert ("ownedBy", "group:default/shop") in ties
    assert ("providesApi", "api:default/cart-api") in ties


def test_show_tells_where_things_are_written(repo: Folder):
    text = repo.run("show", "cart").stdout
    assert "Holds what a customer wants to buy" in text
    assert "services/cart/catalog-info.yaml:9:3" in text


def test_show_tells_what_decisions_and_apis_have_of_their_own(repo: Folder):
    assert "2026-01-02" in repo.run("show", "0001-use-one-cart").stdout
    assert "3.0.3" in repo.run("show", "cart-api").stdout


def test_show_of_an_ambiguous_name_lists_the_candidates(plain: Folder):
    plain.write({"x.yaml": SHOP["teams.yaml"].replace("name: shop", "name: cart")})
    error = plain.run("show", "cart", code=2).stderr
    assert "component:cart" in error
    assert "group:cart" in error


@pytest.mark.parametrize("text", ["crat", "component:crat", "Component:default/crt", "group:cart"])
def test_show_of_a_misspelt_name_guesses(repo: Folder, text: str):
    assert "did you mean" in (error := repo.run("show", text, code=2).stderr)
    assert "component:cart" in error


def test_show_has_the_entitys_findings(repo: Folder):
    repo.write({"services/cart/catalog-info.yaml": TEAMLESS})
    assert [f["rule"] for f in repo.json("show", "cart")["findings"]] == ["owner-unknown"]
    assert "owner-unknown" in repo.run("show", "cart").stdout


# owners


def test_owners_has_three_answers(repo: Folder):
    value = valid(
        repo.json("owners", "services/cart/x.py", "services/cart/docs/runbook.md", "README.md"),
        "owners",
    )
    assert value["file"] == ".github/CODEOWNERS"
    assert [(p["state"], p["owners"], p["exists"]) for p in value["paths"]] == [
        ("owned", ["@acme/shop"], False),
        ("unowned", [], True),
        ("unmatched", [], False),
    ]
    assert value["paths"][0]["rules"][0]["place"]["line"] == 1


def test_owners_as_text_names_rule_and_line(repo: Folder):
    text = repo.run("owners", "./services/cart/README.md", "services/cart/nothing").stdout
    assert "services/cart/README.md: @acme/shop\n  .github/CODEOWNERS:1:1: /services/\n" in text
    assert "services/cart/nothing: @acme/shop  (no such file)" in text


def test_owners_of_an_absolute_path(repo: Folder):
    value = repo.json("owners", str(repo.root / "services/cart/README.md"))
    assert value["paths"][0]["path"] == "services/cart/README.md"


def test_owners_outside_the_project_is_wrong_use(repo: Folder):
    assert "outside" in repo.run("owners", "../x", code=2).stderr


def test_owners_with_several_sections(plain: Folder):
    (plain.root / ".github/CODEOWNERS").unlink()
    plain.write({".gitlab/CODEOWNERS": "[Code]\n*.py @dev\n\n[Law]\nservices/ @law\n"})
    path = plain.json("owners", "services/a.py")["paths"][0]
    assert {(r["section"], *r["owners"]) for r in path["rules"]} == {
        ("Code", "@dev"),
        ("Law", "@law"),
    }
    assert "[Law]" in plain.run("owners", "services/a.py").stdout


def test_owners_without_an_ownership_file_says_so(folder: Folder):
    assert "there is no CODEOWNERS file" in folder.run("owners", "x").stdout
    assert folder.json("owners", "x")["file"] is None


# explain


@pytest.mark.parametrize("rule", [check.rule.id for check in CHECKS])
def test_every_rule_is_explained(folder: Folder, rule: str):
    text = folder.run("explain", rule).stdout
    assert all(heading in text for heading in ("What it finds", "How to mend", "Wrong", "Right"))


def test_explain_lists_all_rules_sorted(folder: Folder):
    value = valid(folder.json("explain"), "rules")
    ids = [text["rule"]["id"] for text in value["rules"]]
    assert ids == sorted(check.rule.id for check in CHECKS)
    assert [line.split()[0] for line in folder.run("explain").stdout.splitlines()] == ids


def test_explain_of_one_rule_as_json(folder: Folder):
    value = valid(folder.json("explain", "doc-stale"), "rules")
    assert [text["rule"]["id"] for text in value["rules"]] == ["doc-stale"]


def test_explain_of_an_unknown_rule_guesses(folder: Folder):
    assert "did you mean owner-missing" in folder.run("explain", "owner-mising", code=2).stderr
    assert "gazetteer explain" in folder.run("explain", "zzz", code=2).stderr


# diff


def test_diff_of_two_refs_and_of_the_disk(repo: Folder):
    repo.git("tag", "v1")
    repo.commit(
        {
            "services/cart/catalog-info.yaml": TEAMLESS,
            "new.yaml": SHOP["teams.yaml"].replace("shop", "crew"),
        }
    )
    value = valid(repo.json("diff", "v1", "HEAD"), "diff")
    assert {(c["what"], c["ref"], c["field"]) for c in value["changes"]} == {
        ("added", "group:default/crew", ""),
        ("tied", "component:default/cart", "ownedBy"),
        ("untied", "component:default/cart", "ownedBy"),
    }
    assert repo.json("diff", "v1") == value
    assert "+ group:crew  new.yaml:1:1" in repo.run("diff", "v1").stdout
    assert [c["what"] for c in repo.json("diff", "HEAD", "v1")["changes"]][-1] == "removed"


def test_diff_of_nothing(repo: Folder):
    assert repo.run("diff", "HEAD").stdout == "0 changes\n"


@pytest.mark.parametrize("arguments", [("nope",), ("--", "--upload-pack=x"), ("HEAD", "nope"), ()])
def test_diff_needs_refs_that_exist(repo: Folder, arguments: tuple[str, ...]):
    repo.run("diff", *arguments, code=2)


@pytest.mark.parametrize(
    ("rule", "only"), [("api-breaking", True), ("link-dead", True), ("doc-stale", False)]
)
def test_explain_says_which_rules_only_some_runs_judge(repo: Folder, rule: str, only: bool) -> None:
    assert ("Only some runs judge it" in repo.run("explain", rule).stdout) is only
