"""Style sheet with the colours of the categories: assets/categories.css."""

from ..content import Catalogue


def category_styles(catalogue: Catalogue) -> bytes:
    """Return CSS rules that set --sv-category on every element with data-category, for the light and dark schemes.

    While a legend entry is hovered or focused, the timeline dims the contributions of all other categories.
    """
    light = "".join(_rule("", each.id, each.colour) for each in catalogue.categories)
    dark = "".join(_rule('[data-md-color-scheme="slate"] ', each.id, each.colour_dark) for each in catalogue.categories)
    highlights = "".join(_highlight(each.id) for each in catalogue.categories)
    return f"@media screen {{\n{light}{dark}{highlights}}}\n@media print {{\n{light}}}\n".encode()


def _rule(scheme: str, identifier: str, colour: str) -> str:
    return f'  {scheme}[data-category="{identifier}"] {{ --sv-category: {colour}; }}\n'


def _highlight(identifier: str) -> str:
    pointed_at = f'.sv-legend [data-category="{identifier}"]:is(:hover, :focus-visible)'
    return f'  .sv-time:has({pointed_at}) .sv-brick:not([data-categories~="{identifier}"]) {{ opacity: 0.2; }}\n'
