"""People: one id for each, made from the name once and for all, and one entry for each, however often they wrote."""

from pathlib import Path

import pytest

from survey.content import Catalogue, Person, load
from survey.content.authors import ascii_name, person_id
from survey.content.references import Name
from survey.files import read_tree

BASE = Path(__file__).parent / "problems" / "base"


@pytest.mark.parametrize(
    ("name", "identifier"),
    [
        (Name("Küçükbenli", "Emine"), "kucukbenli-emine"),
        (Name("Lilienfeld", "O. Anatole", "von"), "von-lilienfeld-o-anatole"),
        (Name("Schaefer", "Henry F.", suffix="III"), "schaefer-iii-henry-f"),
        (Name("Thomas du Toit", "Daniel F."), "thomas-du-toit-daniel-f"),
        (Name("Huang", "Li’ang"), "huang-liang"),
        (Name("E", "Weinan"), "e-weinan"),
        (Name("Gelžinytė", "Elena"), "gelzinyte-elena"),
        (Name("Møller Slavensky", "Andreas"), "moller-slavensky-andreas"),
        (Name("O'Neill", "Ann"), "oneill-ann"),
        (Name("Großmann", "Åse"), "grossmann-ase"),
        (Name("漢字", "明"), "hanzi-ming"),
        (Name("Ivanov", "Ð."), "ivanov-d"),
        (Name("The Community and Friends"), "the-community-and-friends"),
        (Name("A" * 63, "B C"), "a" * 63),
    ],
)
def test_an_id_is_made_from_the_name(name: Name, identifier: str) -> None:
    assert person_id(name) == identifier


def test_a_name_in_ascii_has_the_family_first() -> None:
    assert ascii_name(Name("Küçükbenli", "Emine")) == "Kucukbenli, Emine"


def survey(bibliography: tuple[str, str] = ("", ""), people: str = "") -> Catalogue:
    """Return the base survey with one text in its bibliography replaced, and with a people.yml."""
    files = dict(read_tree(BASE, "content"))
    files["references.bib"] = files["references.bib"].decode().replace(*bibliography).encode()
    return load({**files, **({"people.yml": people.encode()} if people else {})})


def test_everyone_stands_once_in_order_of_family_name_with_all_they_wrote() -> None:
    found = survey(("{Treble, Tom}", "{Treble, Tom and Bell, Mary and Ångström, Åsa}")).people
    assert [(person.name, person.contributions) for person in found] == [
        ("Åsa Ångström", ("treble",)),
        ("Mary Bell", ("carillon", "treble")),
        ("Ann Hale", ("carillon",)),
        ("Tom Treble", ("treble",)),
    ]


def test_a_particle_does_not_count_in_the_order() -> None:
    first, *_ = survey(("{Treble, Tom}", "{van Aardvark, Tom}")).people
    assert first.name == "Tom van Aardvark"


def test_who_only_wrote_the_survey_is_not_among_them() -> None:
    found = survey(("author = {Hale, Ann},\n  title = {Software", "author = {Editor, Eve},\n  title = {Software"))
    assert "Eve Editor" not in [person.name for person in found.people]


def test_one_person_written_in_two_ways_is_one_person() -> None:
    merged = survey(("{Treble, Tom}", "{Bell, M.}"), "- id: bell\n  names: [Mary Bell, M. Bell]\n").people
    assert merged == (
        Person("bell", ("Mary Bell", "M. Bell"), "bell, mary", ("carillon", "treble")),
        Person("hale-ann", ("Ann Hale",), "hale, ann", ("carillon",)),
    )


def test_two_people_whose_names_make_one_id_are_two_people() -> None:
    declared = "- {id: bell-mary, names: [Mary Bell]}\n- {id: bell-mary-2, names: [Máry Bell]}\n"
    found = survey(("{Treble, Tom}", "{Bell, Máry}"), declared).people
    assert [(person.id, person.contributions) for person in found] == [
        ("bell-mary", ("carillon",)),
        ("bell-mary-2", ("treble",)),
        ("hale-ann", ("carillon",)),
    ]
