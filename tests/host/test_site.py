"""The plugin `gazetteer` in real builds."""

import json
import re
from pathlib import Path

import pytest

from .conftest import MKDOCS, Build, Write

pytestmark = pytest.mark.slow

CART = "site/catalog/default/component/cart/index.html"


def page(root: Path, path: str) -> str:
    return (root / path).read_text("utf-8")


@pytest.mark.parametrize("host", ["mkdocs", "properdocs"])
def test_the_same_site_on_both_hosts(shop: Write, build: Build, host: str) -> None:
    root = shop({})
    done = build(root, host=host)
    assert done.returncode == 0, done.stderr
    assert "Gazetteer" in done.stderr or "gazetteer" in done.stderr
    assert "entities" in done.stderr
    cart = page(root, CART)
    assert "Shop" in cart or "shop" in cart
    assert "Keeps what a customer wants" in cart
    assert "<title>Cart - Corner shop</title>" in cart
    assert (root / "site/catalog.json").is_file()
    assert (root / "site/assets/gazetteer.css").is_file()


def test_the_end_of_life_box_stays_out(shop: Write, build: Build) -> None:
    assert "end of life" not in build(shop({})).stderr


def test_every_link_of_every_generated_page_leads_somewhere(shop: Write, build: Build) -> None:
    root = shop({})
    build(root)
    site = root / "site"
    broken = []
    for file in site.glob("catalog/**/index.html"):
        for target in re.findall(
            r'href="([^"#:]+)(?:#[^"]*)?"', page(root, str(file.relative_to(root)))
        ):
            found = (file.parent / target).resolve()
            if not (found.is_file() or (found / "index.html").is_file()):
                broken.append((str(file.relative_to(site)), target))
    assert not broken


def test_search_finds_entities_operations_and_decisions(shop: Write, build: Build) -> None:
    root = shop({})
    build(root)
    docs = json.loads(page(root, "site/search/search_index.json"))["docs"]
    found = {doc["title"]: doc["location"] for doc in docs}
    assert found["Cart"].startswith("catalog/default/component/cart/")
    assert found["GET /items"].startswith("catalog/default/api/cart-v1/#")
    assert "Sell oat milk" in found
    decided = next(doc for doc in docs if doc["title"] == "Sell oat milk")
    assert decided["boost"] > 1
    assert "accepted" in decided["tags"]
    cart = next(d for d in docs if d["location"] == "catalog/default/component/cart/")
    assert "owner shop" in cart["text"]


def test_the_sitemap_lists_generated_pages(shop: Write, build: Build) -> None:
    root = shop({"mkdocs.yml": MKDOCS + "site_url: https://example.org/x/\n"})
    build(root)
    assert "https://example.org/x/catalog/default/component/cart/" in page(root, "site/sitemap.xml")


def test_entity_pages_stay_out_of_the_navigation(shop: Write, build: Build) -> None:
    root = shop({})
    build(root)
    home = page(root, "site/index.html")
    navigation = home[home.index('data-md-type="navigation"') : home.index('data-md-type="toc"')]
    assert "catalog/components/" in navigation
    assert "component/cart" not in navigation


def test_the_catalog_stands_where_the_nav_says(shop: Write, build: Build) -> None:
    nav = "nav:\n  - Services: catalog/\n  - index.md\n"
    root = shop({"mkdocs.yml": MKDOCS + nav})
    done = build(root, "--strict")
    assert done.returncode == 0, done.stderr
    home = page(root, "site/index.html")
    assert (
        home.index("Services") < home.index("Welcome</span>") if "Welcome</span>" in home else True
    )
    assert "catalog/components/" in home
    assert "catalog/systems/" not in home, "there are none"


def test_a_page_of_the_user_wins(shop: Write, build: Build) -> None:
    root = shop({"docs/catalog/default/component/cart/index.md": "# My own cart page\n"})
    build(root)
    assert "My own cart page" in page(root, CART)
    assert "Keeps what a customer wants" not in page(root, CART)


def test_the_templates_of_the_user_win(shop: Write, build: Build) -> None:
    settings = MKDOCS.replace("font: false}", "font: false, custom_dir: overrides}")
    mine = '{% extends "main.html" %}{% block announce %}OUR BANNER{% endblock %}'
    root = shop({"mkdocs.yml": settings, "overrides/gazetteer.html": mine})
    build(root)
    assert "OUR BANNER" in page(root, CART)


def test_without_an_index_the_catalog_is_the_front_page(shop: Write, build: Build) -> None:
    root = shop({"docs/index.md": "", "docs/other.md": "# Other\n"})
    build(root)
    front = page(root, "site/index.html")
    assert 'href="catalog/components/"' in front


def test_the_plain_theme(shop: Write, build: Build) -> None:
    root = shop({"mkdocs.yml": MKDOCS.replace("{name: material, font: false}", "mkdocs")})
    done = build(root)
    assert done.returncode == 0, done.stderr
    assert "Keeps what a customer wants" in page(root, CART)


def test_links_from_disk(shop: Write, build: Build) -> None:
    root = shop({"mkdocs.yml": MKDOCS + "use_directory_urls: false\n"})
    build(root)
    assert 'href="../../api/cart-v1/index.html"' in page(root, CART)


def test_all_faults_of_the_settings_at_once(shop: Write, build: Build) -> None:
    wrong = MKDOCS.replace("  - gazetteer\n", "  - gazetteer: {fail_on: often, colour: red}\n")
    done = build(shop({"mkdocs.yml": wrong}))
    assert done.returncode == 1
    assert "fail_on" in done.stderr
    assert "colour" in done.stderr


def test_off_is_a_word_in_rules(shop: Write, build: Build) -> None:
    rules = "  - gazetteer: {rules: {owner-missing: off, ref-dangling: {severity: off}}}\n"
    done = build(shop({"mkdocs.yml": MKDOCS.replace("  - gazetteer\n", rules)}))
    assert done.returncode == 0, done.stderr


def test_nothing_is_written_into_the_docs(shop: Write, build: Build) -> None:
    root = shop({})
    before = sorted((root / "docs").rglob("*"))
    build(root)
    assert sorted((root / "docs").rglob("*")) == before


def test_the_fast_path_makes_what_the_theme_would_make(shop: Write, build: Build) -> None:
    root = shop({})
    build(root)
    fast = page(root, CART)
    # A theme that draws a page by what only the page itself knows is rendered page by page.
    odd = '{% extends "main.html" %}{% block announce %}{{ page.content | length }}{% endblock %}'
    settings = MKDOCS.replace("font: false}", "font: false, custom_dir: overrides}")
    slow_root = shop({"mkdocs.yml": settings, "overrides/gazetteer.html": odd})
    done = build(slow_root, "-v")
    assert "one by one" in done.stderr
    slow = page(slow_root, CART)
    article = re.compile(r"<article.*?</article>", re.DOTALL)
    # Space beside blocks is not seen, and left out.
    assert "".join(article.search(fast)[0].split()) == "".join(article.search(slow)[0].split())


def test_freshness_is_told_on_generated_and_on_written_pages(shop: Write, build: Build) -> None:
    covers = "---\ncovers: [services/cart/openapi.yaml]\nlast_reviewed: 2026-01-01\n---\n"
    root = shop(
        {
            "docs/index.md": f"{covers}# Welcome\n\nText.\n",
            "services/cart/docs/shelf.md": f"{covers}# The shelf\n\n{'Text. ' * 101}\n",
            "docs/plain.md": "# Plain\n\nText.\n",
        }
    )
    build(root)
    for path in ("site/index.html", "site/catalog/default/component/cart/docs/shelf/index.html"):
        html = page(root, path)
        assert html.count('class="gz-fresh ') == 1
        # There is no git here: what cannot be known is not called fresh.
        assert 'data-gz-state="unknown"' in html
        assert "gazetteer-fresh.js" in html
    assert 'class="gz-fresh ' not in page(root, "site/plain/index.html")
    assert (root / "site/assets/gazetteer-fresh.js").is_file()


def test_feed_readers_find_the_feed_from_every_page(shop: Write, build: Build) -> None:
    root = shop({})
    build(root)
    record = "catalog/default/decision/0001-sell-milk/index.html"
    for path in ("index.html", "catalog/decisions/index.html", record):
        link = re.findall(
            r'<link rel="alternate feed" type="application/atom\+xml" title="Decisions" href="([^"]+)">',
            page(root, f"site/{path}"),
        )
        assert len(link) == 1, path
        feed = (root / "site" / path).parent.joinpath(link[0]).resolve()
        assert feed == root.resolve() / "site/catalog/decisions/feed.xml"
    assert (root / "site/catalog/json-schemas/decisions.json").is_file()


def test_a_site_without_decisions_promises_no_feed(shop: Write, build: Build) -> None:
    root = shop({"decisions/0001-sell-milk.md": "", "decisions/0002-sell-oat-milk.md": ""})
    build(root)
    assert "atom+xml" not in page(root, "site/index.html")
