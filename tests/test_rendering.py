"""Templates are compiled once, and again when what compiles them has changed; what is wrong in them is told."""

from dataclasses import dataclass
from pathlib import Path
from typing import ClassVar

import pytest

from survey.pages import Page
from survey.problems import ContentError
from survey.site.rendering import environment, rendered


@dataclass(frozen=True)
class Pot(Page):
    template: ClassVar[str] = "pot"


@dataclass(frozen=True)
class Lid(Page):
    template: ClassVar[str] = "lid"


def test_a_template_is_compiled_once_and_again_when_it_changed(tmp_path: Path):
    for text in ("x", "x", "y"):
        (tmp_path / "a.jinja").write_text(f"{{{{ '{text}' }}}}")
        made = environment(tmp_path, tmp_path / "cache")
        assert made.get_template("a.jinja").render() == text
    assert len(list((tmp_path / "cache").iterdir())) == 1


@pytest.mark.parametrize(
    ("template", "told"),
    [
        ("one\n{% if page.title %}\n", "2:1: TPL001 Unexpected end of template."),
        ("one\n\n{{ page.titel }}\n", "3:1: TPL001 'test_rendering.Pot object' has no attribute 'titel'"),
        ("{{ page.title() }}\n", "1:1: TPL001 'str' object is not callable"),
        ("{{ page.title | safe }}\n", "1:1: TPL001 No filter named 'safe'."),
        ("one\n{% import 'macros/gone.jinja' as gone %}\n", "2:1: TPL001 there is no template macros/gone.jinja"),
    ],
)
def test_a_mistake_in_a_template_is_told_where_it_stands(tmp_path: Path, template: str, told: str):
    (tmp_path / "templates").mkdir()
    (tmp_path / "templates" / "pot.md.jinja").write_text(template)
    # Once compiled and once from the cache, and with a second page of the same template.
    for _ in range(2):
        with pytest.raises(ContentError) as caught:
            rendered([Pot("a/", "A", ""), Pot("b/", "B", "")], environment(tmp_path / "templates", tmp_path / "cache"))
        assert str(caught.value).startswith(f"templates/pot.md.jinja:{told}")


def test_the_mistakes_of_all_templates_are_told_and_that_of_a_macro_in_its_own_file(tmp_path: Path):
    (tmp_path / "templates" / "macros").mkdir(parents=True)
    macro = "{% macro spout() %}\n{{ nowhere }}\n{% endmacro %}\n"
    (tmp_path / "templates" / "macros" / "parts.jinja").write_text(macro)
    (tmp_path / "templates" / "lid.md.jinja").write_text(
        "{% import 'macros/parts.jinja' as parts %}\n{{ parts.spout() }}\n"
    )
    with pytest.raises(ContentError) as caught:
        rendered([Pot("a/", "A", ""), Lid("b/", "B", "")], environment(tmp_path / "templates", tmp_path / "cache"))
    assert str(caught.value).split("\n") == [
        "templates/macros/parts.jinja:2:1: TPL001 'nowhere' is undefined",
        "templates/pot.md.jinja:1:1: TPL001 there is no template pot.md.jinja",
    ]
