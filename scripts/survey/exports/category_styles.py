"""The categories' colours as a style sheet: assets/categories.css."""

from ..content import Catalogue


def category_styles(catalogue: Catalogue) -> bytes:
    """Return rules that set --sv-category for every element with a data-category, in light and in dark.

    A picture with a legend shows one category alone while its name in the legend is pointed at.
    """
    light = "".join(_rule("", each.id, each.colour) for each in catalogue.categories)
    dark = "".join(_rule('[data-md-color-scheme="slate"] ', each.id, each.colour_dark) for each in catalogue.categories)
    alone = "".join(_alone(each.id) for each in catalogue.categories)
    return f"@media screen {{\n{light}{dark}{alone}}}\n@media print {{\n{light}}}\n".encode()


def _rule(scheme: str, identifier: str, colour: str) -> str:
    return f'  {scheme}[data-category="{identifier}"] {{ --sv-category: {colour}; }}\n'


def _alone(identifier: str) -> str:
    pointed_at = f'.sv-legend [data-category="{identifier}"]:is(:hover, :focus-visible)'
    return f'  .sv-time:has({pointed_at}) .sv-brick:not([data-categories~="{identifier}"]) {{ opacity: 0.2; }}\n'
