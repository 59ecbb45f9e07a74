"""The real references and packages against what was checked about them (tests/transcription/facts.yml)."""

import re
from collections.abc import Iterator
from html import unescape

import pytest

from survey.content.references import Name, Reference
from survey.files.media_types import FILE_TYPES

# Content may differ from the fact sheets only here, each time for the reason given.
UNREAD = "the licence file was not read, and without it there is no identifier"
OTHER_LICENCE = {
    "gpumd": ("LGPL-3.0-or-later", "re-licensed in version 5.9.1 of October 2026, after the sheet was made"),
    "castep": (None, UNREAD),
    "agox": (None, "the authors write GPLv3 and nowhere say whether later versions are allowed"),
    "eddp": (None, "the group's page names the GPL, version 2, and nobody could read more"),
    "interface-lammps-mlip-3": (
        None,
        "GPL-2.0 is no current SPDX identifier and hides whether later versions are allowed",
    ),
    "panna": (None, UNREAD),
    "q-pac": (None, UNREAD),
    "sissopp": (None, UNREAD),
}
WITHOUT_LICENCE = {"physnet-pycharmm": "its repository has no licence file; the name says so"}
NOT_SHOWN = {"msa": "a dependency of PESPIP; the survey does not name it"}

NAMES = {
    4: [Name(family="Lilienfeld", particle="von", given="O. Anatole")],
    14: [Name(family="Thomas du Toit", given="Daniel F.")],
    15: [Name(family="Schaefer", given="Henry F.", suffix="III")],
    18: [
        Name(family="E", given="Weinan"),
        Name(family="Huang", given="Li’ang"),
        Name(family="Bore", given="Sigbjørn Løland"),
        Name(family="Zeng", given="Jinzhe"),
    ],
    22: [Name(family="Szabó", given="P. Bernát")],
    24: [Name(family="Gelžinytė", given="Elena")],
    27: [Name(family="Oord", particle="van der", given="Cas")],
    11: [Name(family="Slavensky", given="Andreas Møller")],
}
TITLES = {18: "DeePMD-kit v2: A software package for deep potential models", 23: "SISSO++"}
ARTICLE_NUMBERS = {
    1: "010401",
    2: "054701",
    5: "044109",
    10: "014801",
    11: "024123",
    12: "024125",
    15: "044111",
    18: "054801",
}


@pytest.fixture(scope="module")
def checked(transcribed):
    """Return what was checked: number of a reference to its fact sheet."""
    return {int(sheet["number"]): sheet for sheet in transcribed("facts.yml")}


@pytest.fixture(scope="module")
def references(as_printed):
    """Return the references by number; 0 is the editorial itself."""
    numbered = {each.number: each for each in as_printed.references if each.number is not None}
    return {0: as_printed.reference(as_printed.survey.editorial), **numbered}


# ── References ───────────────────────────────────────────────────────────────────────────────────────────────────────


def test_the_references_are_1_to_31_and_the_editorial(references, checked):
    assert sorted(references) == list(range(32)) == sorted(checked)


def test_every_reference_agrees_with_its_fact_sheet(references, checked):
    wrong = [
        f"reference {number}, {field}: {shown!r} instead of {fact!r}"
        for number, reference in references.items()
        for field, shown, fact in compared(reference, checked[number])
        if shown != fact
    ]
    assert not wrong, "\n".join(wrong)


def compared(reference: Reference, sheet) -> Iterator[tuple[str, object, object]]:
    """Yield what a reference shows and what its fact sheet says. An arXiv id counts only where it is confirmed."""
    yield "title", reference.plain_title, sheet["title"]
    yield "authors", [spelt(name) for name in reference.authors], [tuple(each.items()) for each in sheet["authors"]]
    for field in ("year", "volume", "issue", "article_number", "doi"):
        yield field, getattr(reference, field), sheet.get(field, "")
    yield "DOI confirmed", bool(reference.doi) and reference.confirmed("doi"), "doi" in sheet["confirmed"]
    yield "authors confirmed", reference.confirmed("author"), "authors" in sheet["confirmed"]
    arxiv = reference.arxiv if reference.confirmed("eprint") else ""
    yield "arXiv", arxiv, sheet.get("arxiv", "") if "arxiv" in sheet["confirmed"] else ""


def spelt(name: Name) -> tuple[tuple[str, str], ...]:
    parts = {"family": f"{name.particle} {name.family}".strip(), "given": name.given, "suffix": name.suffix}
    return tuple((part, text) for part, text in parts.items() if text)


def test_hard_names_are_split_the_only_correct_way(references):
    wrong = [
        f"{name} in {number}" for number in NAMES for name in NAMES[number] if name not in references[number].authors
    ]
    assert not wrong, "\n".join(wrong)


def test_hard_titles_and_article_numbers_are_whole(references):
    assert {number: references[number].article_number for number in ARTICLE_NUMBERS} == ARTICLE_NUMBERS
    assert references[18].plain_title == TITLES[18]
    assert TITLES[23] in references[23].plain_title
    assert len(references[18].authors) == 47


def test_seven_dois_are_unconfirmed_and_the_editorial_has_none(references):
    unconfirmed = {number for number, each in references.items() if each.doi and not each.confirmed("doi")}
    assert unconfirmed == {1, 6, 12, 14, 17, 21, 26}
    assert references[0].doi == references[0].volume == references[0].article_number == ""


# ── Packages ─────────────────────────────────────────────────────────────────────────────────────────────────────────


@pytest.fixture(scope="module")
def packages(checked):
    """Return what was checked about each package: id to fact sheet."""
    return {each["id"]: each for sheet in checked.values() for each in sheet.get("packages", ())}


def test_contributions_have_the_packages_that_were_checked_for_their_papers(as_printed, checked):
    wrong = []
    for entry in as_printed.contributions:
        found = {each["id"] for each in checked[entry.number].get("packages", ())} - NOT_SHOWN.keys()
        if set(entry.packages) != found:
            wrong.append(f"{entry.id}: {sorted(entry.packages)} instead of {sorted(found)}")
    assert not wrong, "\n".join(wrong)


def test_repositories_are_the_ones_that_were_checked(as_printed, packages):
    shown = {identifier: package.repository for identifier, package in as_printed.packages.items()}
    assert shown == {each: packages[each].get("repository") for each in packages if each not in NOT_SHOWN}


def test_licences_are_the_ones_that_were_checked_or_differ_for_a_known_reason(as_printed, packages):
    wrong = [
        f"{identifier}: {package.licence.spdx} instead of {packages[identifier].get('spdx')}"
        for identifier, package in as_printed.packages.items()
        if identifier not in OTHER_LICENCE and package.licence.spdx != packages[identifier].get("spdx")
    ]
    assert not wrong, "\n".join(wrong)


def test_the_known_differences_still_differ(catalogue, packages):
    for identifier, (spdx, reason) in OTHER_LICENCE.items():
        assert catalogue.packages[identifier].licence.spdx == spdx != packages[identifier]["spdx"], reason
    assert catalogue.packages.keys() & NOT_SHOWN.keys() == set()


def test_a_licence_without_identifier_is_marked_or_explained(catalogue):
    bare = [each.id for each in catalogue.packages.values() if each.licence.spdx is None and each.licence.confirmed]
    explained = [each for each in bare if catalogue.packages[each].licence.note or each in WITHOUT_LICENCE]
    assert bare == explained


# ── What is not confirmed, and whom we do not name ───────────────────────────────────────────────────────────────────


@pytest.fixture(scope="module")
def files(real_site):
    """Return every text file of the built site that is no script and no drawing: path and content, HTML unescaped."""
    kinds = tuple({each.ending for each in FILE_TYPES if each.text} - {".js", ".map", ".svg"})
    paths = [path for path in real_site.rglob("*") if path.name.endswith(kinds)]
    assert len(paths) > 75
    return {path.relative_to(real_site).as_posix(): unescape(path.read_text(encoding="utf-8")) for path in paths}


def test_no_unconfirmed_doi_is_linked_or_exported(references, files):
    """It may stand on a page, with the word «unconfirmed» beside it; never in a link, an export or text to copy."""
    wrong = []
    for reference in references.values():
        if reference.doi and not reference.confirmed("doi"):
            linked = re.compile(
                rf"doi\.org/{re.escape(reference.doi)}|doi\W+{{?{re.escape(reference.doi)}}}?", re.IGNORECASE
            )
            wrong += [f"{path}: {found[0]}" for path, text in files.items() if (found := without_words(linked, text))]
            wrong += [path for path, text in files.items() if path.startswith("data/") and reference.doi in text]
    assert not wrong, "\n".join(wrong)


def without_words(pattern, text):
    """Return the first match that is not shown as «DOI … unconfirmed»."""
    return next(
        (found for found in pattern.finditer(text) if "unconfirmed" not in text[found.start() : found.end() + 40]), None
    )


def test_confirmed_dois_are_linked(references, files):
    missing = [
        str(number)
        for number, each in references.items()
        if each.doi
        and each.confirmed("doi")
        and f'href="https://doi.org/{each.doi}"' not in files["references/index.html"]
    ]
    assert not missing, missing


def test_there_is_no_email_address_on_the_site(files):
    address = re.compile(r"mailto:|[\w.+-]+(?:@|%40)[\w-]+(?:\.[\w-]+)*\.[a-z]{2,}", re.IGNORECASE)
    wrong = [f"{path}: {found[0]}" for path, text in files.items() if (found := address.search(text))]
    assert not wrong, "\n".join(wrong)
