"""Rule pages: what each rule finds, why, and how to mend it; the text of `gazetteer explain`."""

from collections.abc import Iterator

from gazetteer.model.page import Asset, Page, SearchEntry
from gazetteer.model.survey import Survey
from gazetteer.pages import address
from gazetteer.pages._prepared import prepared
from gazetteer.pages._sheet import Sheet
from gazetteer.pages.view import View

ABOUT_LOGS = ("decision-", "silence-")
"""What the rules begin with that a site of nothing but decisions tells about, besides those that found something."""


def render(survey: Survey) -> Iterator[Page | Asset]:
    """Yields the list of rules, and a page for each."""
    view = survey.once(View)
    home = address.home(view.site)
    root = f"{home}rules/"
    found = {finding.rule for finding in survey.findings}
    texts = [
        survey.rules[rule]
        for rule in sorted(survey.rules)
        if not view.is_log or rule in found or rule.startswith(ABOUT_LOGS)
    ]
    yield Sheet(view, root).page(
        "rules", "Rules", crumbs=(("Catalog", home),), rules=texts, description="What is checked."
    )
    made = prepared([part for text in texts for part in text.sections.values()])
    for text in texts:
        rule = text.rule
        yield Sheet(view, f"{root}{address.slug(rule.id)}/").page(
            "rule",
            rule.id,
            description=rule.summary,
            crumbs=(("Catalog", home), ("Rules", root)),
            search=(SearchEntry(title=rule.id, text=f"rule · {rule.summary}", tags=("rule",)),),
            text=text,
            made=made,
        )
