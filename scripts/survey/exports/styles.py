"""The categories' colours as a style sheet: assets/categories.css."""

from ..catalogue import Catalogue


def category_styles(catalogue: Catalogue) -> bytes:
    """Return rules that set --sv-category for every element with a data-category, in light and in dark."""
    light = "".join(_rule("", each.id, each.colour) for each in catalogue.categories)
    dark = "".join(_rule('[data-md-color-scheme="slate"] ', each.id, each.colour_dark) for each in catalogue.categories)
    return f"@media screen {{\n{light}{dark}}}\n@media print {{\n{light}}}\n".encode()


def _rule(scheme: str, identifier: str, colour: str) -> str:
    return f'  {scheme}[data-category="{identifier}"] {{ --sv-category: {colour}; }}\n'
