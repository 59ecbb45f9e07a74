"""Templates are compiled once, and again when what compiles them has changed; what is wrong in them is told.

What they print is printed by its type.
"""

from dataclasses import dataclass
from pathlib import Path
from typing import ClassVar

import pytest

from survey.content import Catalogue
from survey.content.build_identity import BuildIdentity
from survey.pages import Page, PageContexts
from survey.problems import ContentError
from survey.site.rendering import environment, rendered
from survey.text.kinds import Inline, Prose
from survey.text.safe import Safe


@dataclass(frozen=True)
class Pot(Page):
    template: ClassVar[str] = "pot"


@dataclass(frozen=True)
class Lid(Page):
    template: ClassVar[str] = "lid"


@dataclass(frozen=True)
class Shelf(Page):
    template: ClassVar[str] = "shelf"
    thing: object


@pytest.fixture(scope="module")
def contexts(catalogue: Catalogue) -> PageContexts:
    return PageContexts.of(catalogue, BuildIdentity("https://example.org/", None, 0, ""))


def printed(thing: object, template: str, folder: Path, contexts: PageContexts) -> str:
    """Return what *template* prints on the page at a/b/ that has *thing*."""
    (folder / "templates").mkdir(exist_ok=True)
    (folder / "templates" / "shelf.md.jinja").write_text(template)
    made = rendered([Shelf("a/b/", "A", "", thing)], contexts, environment(folder / "templates", folder / "cache"))
    return made["a/b/index.md"].decode().rpartition("---\n\n")[2].rstrip("\n")


@pytest.mark.parametrize(
    ("thing", "shown"),
    [
        ("*a* <b>", "&#42;a&#42; &#60;b&#62;"),
        (Inline("*a* <b>"), "<em>a</em> &#60;b&#62;"),
        (Prose("*a*\n\n<b>"), "<p><em>a</em></p><p>&#60;b&#62;</p>"),
        (Safe("<b>*a*</b>"), "<b>*a*</b>"),
        (
            Inline("[x](term:pot), [y](https://z.example/)"),
            '<a href="../../glossary/#pot">x</a>, <a href="https://z.example/">y</a>',
        ),
        (7, "7"),
        (None, ""),
    ],
)
def test_a_value_is_printed_by_its_type(thing, shown, tmp_path, contexts):
    assert printed(thing, "{{ page.thing }}", tmp_path, contexts) == shown
    (tmp_path / "templates" / "macros.jinja").write_text("{% macro show(thing) %}{{ thing }}{% endmacro %}")
    imported = '{% import "macros.jinja" as macros with context %}{{ macros.show(page.thing) }}'
    assert printed(thing, imported, tmp_path, contexts) == shown


def test_prose_explains_the_first_of_each_acronym_and_a_line_none(tmp_path, contexts):
    term = next(term for term in contexts.catalogue.glossary.terms if term.autolink and term.term.isalpha())
    text = f"{term.term} and {term.term}"
    shown = printed(Prose(text), "{{ page.thing }}", tmp_path, contexts)
    assert shown.count(f'data-term="{term.id}" href="../../glossary/#{term.id}"') == 1
    assert printed(Inline(text), "{{ page.thing }}", tmp_path, contexts) == text


@pytest.mark.parametrize(
    ("template", "shown"),
    [
        ('<i title="{{ page.thing | plain }}">', '<i title="a &#60;b&#62;">'),
        ("<pre>{{ page.thing | block }}", "<pre>&#42;a&#42; &#60;b&#62;"),
        ('<i title="{{ page.thing | attribute }}">', '<i title="&#42;a&#42; &#60;b&#62;">'),
    ],
)
def test_what_small_markup_is_not_for_prints_it_as_text(template, shown, tmp_path, contexts):
    assert printed(Inline("*a* <b>"), template, tmp_path, contexts) == shown


@pytest.mark.parametrize("thing", [Inline("*a*"), Inline("[x](https://z.example/onclick=1)"), Prose("a"), Safe("<b>")])
def test_markup_in_an_attribute_is_refused(thing, tmp_path, contexts):
    for template in ('<i title="{{ page.thing }}">', '<i class="b" title="a {{ page.thing }} b">'):
        with pytest.raises(ContentError, match=r"shelf\.md\.jinja:1:1: TPL001 markup in an attribute"):
            printed(thing, template, tmp_path, contexts)
    assert printed(thing, '<i class="b">{{ page.thing }}</i>', tmp_path, contexts).startswith('<i class="b">')


@pytest.mark.parametrize("thing", [("a",), 1.5, b"a", Pot("a/", "A", "")], ids=lambda thing: type(thing).__name__)
def test_what_is_neither_text_nor_a_number_is_nothing_to_print(thing, tmp_path, contexts):
    with pytest.raises(ContentError, match=f"TPL001 a {type(thing).__name__} is nothing to print"):
        printed(thing, "{{ page.thing }}", tmp_path, contexts)


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
def test_a_mistake_in_a_template_is_told_where_it_stands(
    tmp_path: Path, template: str, told: str, contexts: PageContexts
):
    (tmp_path / "templates").mkdir()
    (tmp_path / "templates" / "pot.md.jinja").write_text(template)
    # Once compiled and once from the cache, and with a second page of the same template.
    for _ in range(2):
        with pytest.raises(ContentError) as caught:
            made = environment(tmp_path / "templates", tmp_path / "cache")
            rendered([Pot("a/", "A", ""), Pot("b/", "B", "")], contexts, made)
        assert str(caught.value).startswith(f"templates/pot.md.jinja:{told}")


def test_the_mistakes_of_all_templates_are_told_and_that_of_a_macro_in_its_own_file(
    tmp_path: Path, contexts: PageContexts
):
    (tmp_path / "templates" / "macros").mkdir(parents=True)
    macro = "{% macro spout() %}\n{{ nowhere }}\n{% endmacro %}\n"
    (tmp_path / "templates" / "macros" / "parts.jinja").write_text(macro)
    (tmp_path / "templates" / "lid.md.jinja").write_text(
        "{% import 'macros/parts.jinja' as parts %}\n{{ parts.spout() }}\n"
    )
    with pytest.raises(ContentError) as caught:
        made = environment(tmp_path / "templates", tmp_path / "cache")
        rendered([Pot("a/", "A", ""), Lid("b/", "B", "")], contexts, made)
    assert str(caught.value).split("\n") == [
        "templates/macros/parts.jinja:2:1: TPL001 'nowhere' is undefined",
        "templates/pot.md.jinja:1:1: TPL001 there is no template pot.md.jinja",
    ]


@pytest.mark.parametrize(
    "mistake", ["{{ 1 / 0 }}", "{{ 10.0 ** 400 }}", "{% macro f() %}{{ f() }}{% endmacro %}{{ f() }}"]
)
def test_what_cannot_be_computed_is_a_mistake_of_the_template(mistake, tmp_path, contexts):
    with pytest.raises(ContentError, match=r"shelf\.md\.jinja:1:1: TPL001 "):
        printed("a", mistake, tmp_path, contexts)
