"""What the editors wrote: its length, its spelling, that it is their own; readable colours; no unused entries."""

import hashlib
import re

import pytest

from survey.text.prose import plain

FEWEST, MOST = 120, 250
SHINGLE = 9
"""So many equal words in a row are a copied sentence."""

AMERICAN = re.compile(
    r"\b(?:\w*(?:behavior|neighbor|favor|color|labor(?!at)|vapor)\w*|cent(?:er|ers|ered)|fibers?"
    r"|(?:model|label|travel|cancel|signal)(?:ed|ing)|analyz\w*|catalyz\w*|catalogs?|dialogs?|gray|meters?|license(?!d|s)\b"
    r"|(?:optim|minim|maxim|general|organ|recogn|real|util|initial|summar|character|standard|normal|special|emphas"
    r"|visual|discret|symmetr|vectori|parallel|custom|categor|penal|stabil)iz(?:e|es|ed|ing|er|ers)|program(?:ed|ing)"
    r"|aluminum|cesium|sulfur\w*|skillful|fulfill(?:s|ment)?|artifacts?)\b"
)
"""Not -ization: the noun stands in the names of methods as the survey prints them (Bayesian optimization). Words with a
capital are names, and keep their spelling (MIT License, Cross-Platform Optimizer)."""

QUOTED = re.compile(r"«[^»]*»|“[^”]*”|choosealicense\S*")


def words(text: str) -> list[str]:
    return re.findall(r"[^\W_]+", text.casefold())


def test_a_contribution_has_120_to_250_words(catalogue):
    counts = {
        entry.id: sum(len(plain(text).split()) for text in entry.prose.values()) for entry in catalogue.contributions
    }
    assert {name: count for name, count in counts.items() if not FEWEST <= count <= MOST} == {}


def test_an_introduction_has_120_to_250_words(catalogue):
    counts = {category.id: len(plain(category.intro).split()) for category in catalogue.categories}
    assert {name: count for name, count in counts.items() if not FEWEST <= count <= MOST} == {}


def test_a_tagline_is_one_sentence_that_fits_a_card(catalogue):
    wrong = [
        f"{entry.id} ({len(text)} characters): {text}"
        for entry in catalogue.contributions
        if not (40 <= len(text := plain(entry.tagline)) <= 140 and re.fullmatch(r"[^.!?]*(?:\.\d[^.!?]*)*\.", text))
    ]
    assert not wrong, "\n".join(wrong)


def test_a_definition_is_one_sentence(catalogue):
    """A full stop, a question or an exclamation mark ends it, and none stands before a capital inside it."""
    wrong = [
        f"{term.id}: {text}"
        for term in catalogue.glossary.terms
        if not (text := plain(term.definition)).endswith(".") or re.search(r"[.!?] +[A-Z]", text)
    ]
    assert not wrong, "\n".join(wrong)


def test_the_spelling_is_british(own_words):
    wrong = [f"{place}: {found[0]}" for place, text in own_words for found in AMERICAN.finditer(QUOTED.sub("", text))]
    assert not wrong, "\n".join(wrong)


@pytest.mark.parametrize("word", ["behavior", "optimize", "modeling", "license", "neighboring", "center", "analyze"])
def test_american_spelling_would_be_seen(word):
    assert AMERICAN.search(f"the {word} of it")


def test_the_method_is_spelt_as_its_name_and_the_verb_as_others(own_words):
    """Bayesian optimization keeps its z; to optimise is a verb like others."""
    method = re.compile(r"\b\w*optimisations?\b", re.IGNORECASE)
    assert [f"{place}: {found[0]}" for place, text in own_words for found in method.finditer(text)] == []


def test_no_sentence_is_copied(own_words, transcribed_shingles):
    """The file editorial.shingles holds a hash of each nine words in a row of the editorial and of the fact sheets."""
    wrong = [
        f"{place}: {' '.join(run)}"
        for place, text in own_words
        for run in runs(words(text))
        if hashed(run) in transcribed_shingles
    ]
    assert not wrong, "\n".join(wrong)


def test_a_copied_sentence_would_be_found(transcribed_shingles):
    title = "A survey of the contributions to the Special Topic on Software"
    assert hashed(words(title)[:SHINGLE]) in transcribed_shingles
    assert hashed(words(title)[1 : SHINGLE + 1]) in transcribed_shingles


def runs(text: list[str]) -> list[list[str]]:
    return [text[start : start + SHINGLE] for start in range(len(text) - SHINGLE + 1)]


def hashed(run: list[str]) -> str:
    return hashlib.sha256(" ".join(run).encode()).hexdigest()[:10]


@pytest.fixture(scope="module")
def transcribed_shingles(pytestconfig):
    path = pytestconfig.rootpath / "tests" / "transcription" / "editorial.shingles"
    return frozenset(path.read_text(encoding="ascii").split())


# ── Nothing unused ────────────────────────────────────────────────────────────────────────────────────────────────────


def test_every_glossary_term_is_of_use(catalogue, real_site):
    """It is a row of the printed glossary, or another page uses it, or an entry that is used needs it."""
    pages = [path for path in real_site.rglob("index.html") if path.parent.name != "glossary"]
    text = "\n".join(path.read_text(encoding="utf-8") for path in pages)
    text = re.sub(r"<script.*?</script>", "", text, flags=re.DOTALL)
    linked = set(re.findall(r'glossary/#([a-z0-9-]+)"', text))
    visible = re.sub(r"<[^>]*>", " ", text)
    used = {
        term.id
        for term in catalogue.glossary.terms
        if term.printed
        or term.id in linked
        or any(re.search(rf"(?<!\w){re.escape(form)}(?!\w)", visible) for form in (term.term, *term.variants))
    }
    explaining = {other for term in catalogue.glossary.terms if term.id in used for other in term.see}
    assert {term.id for term in catalogue.glossary.terms} - used - explaining == set()


# ── Colours ──────────────────────────────────────────────────────────────────────────────────────────────────────────


@pytest.fixture(scope="module")
def backgrounds(pytestconfig):
    """Return what colours stand on, from the style sheet: paper and card, light and dark."""
    css = (pytestconfig.rootpath / "templates" / "theme" / "assets" / "survey.css").read_text(encoding="utf-8")
    found = {name: re.findall(rf"--sv-{name}: (#[0-9a-f]{{6}});", css) for name in ("paper", "card")}
    assert found == {"paper": ["#faf9f6", "#12161c"], "card": ["#ffffff", "#191f27"]}
    return {"colour": (found["paper"][0], found["card"][0]), "colour_dark": (found["paper"][1], found["card"][1])}


@pytest.mark.parametrize("field", ["colour", "colour_dark"])
def test_every_category_colour_can_be_read(catalogue, backgrounds, field):
    poor = [
        f"{category.id}: {getattr(category, field)} on {background} has {ratio:.2f}"
        for category in catalogue.categories
        for background in backgrounds[field]
        if (ratio := contrast(getattr(category, field), background)) < 4.5
    ]
    assert not poor, "\n".join(poor)


def test_category_colours_differ(catalogue):
    for field in ("colour", "colour_dark"):
        assert len({getattr(category, field) for category in catalogue.categories}) == len(catalogue.categories)


def test_contrast_is_measured_as_wcag_says():
    assert contrast("#000000", "#ffffff") == pytest.approx(21)
    assert contrast("#767676", "#ffffff") == pytest.approx(4.54, abs=0.01)


def contrast(one: str, other: str) -> float:
    dark, light = sorted((luminance(one), luminance(other)))
    return (light + 0.05) / (dark + 0.05)


def luminance(colour: str) -> float:
    channels = [int(colour[start : start + 2], 16) / 255 for start in (1, 3, 5)]
    red, green, blue = (each / 12.92 if each <= 0.04045 else ((each + 0.055) / 1.055) ** 2.4 for each in channels)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue
