"""Folders that describe several components, so that what stands in them belongs to none of them."""

from collections import Counter

from gazetteer.model.catalog import Catalog


def shared_folders(catalog: Catalog) -> frozenset[str]:
    """Folders of two or more components, such as that of a central file which describes all services."""
    count = Counter(entity.folder for entity in catalog.of_kind("component"))
    return frozenset(folder for folder, entities in count.items() if entities > 1)
