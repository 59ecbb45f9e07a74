"""SPDX licence expressions: what is one, how it is written then, and what is told of one that is wrong."""

import pytest

from survey.content.licences import licence_expression, one_licence


@pytest.mark.parametrize(
    ("written", "read"),
    [
        ("MIT", "MIT"),
        ("  MIT ", "MIT"),
        ("Apache-2.0   OR MIT", "Apache-2.0 OR MIT"),
        ("(MIT)", "(MIT)"),
        ("( MIT AND (BSD-3-Clause OR Apache-2.0) )", "(MIT AND (BSD-3-Clause OR Apache-2.0))"),
        ("MIT AND ISC OR Zlib", "MIT AND ISC OR Zlib"),
        ("GPL-2.0+", "GPL-2.0+"),
        ("GPL-2.0-only WITH Classpath-exception-2.0 AND MIT", "GPL-2.0-only WITH Classpath-exception-2.0 AND MIT"),
        ("LicenseRef-Bells OR MIT", "LicenseRef-Bells OR MIT"),
    ],
)
def test_an_expression(written: str, read: str) -> None:
    assert licence_expression(written) == read


@pytest.mark.parametrize(
    ("written", "message"),
    [
        ("mit", "'mit' is not on the SPDX list; did you mean 'MIT'?"),
        ("apache 2.0", "'apache' is not on the SPDX list; did you mean 'Apache-2.0'?"),
        ("Bells", "'Bells' is not on the SPDX list"),
        ("MIT Apache-2.0", "has 'Apache-2.0' where AND, OR or the end is expected"),
        ("MIT or ISC", "has 'or' where AND, OR or the end is expected"),
        ("MIT )", "has ')' where AND, OR or the end is expected"),
        ("AND OR", "has 'AND' where a licence is expected"),
        ("MIT OR", "ends where a licence is expected"),
        ("()", "has ')' where a licence is expected"),
        ("(MIT", "is missing a closing parenthesis"),
        ("MIT WITH", "ends where an exception is expected"),
        ("MIT WITH Nonsense", "'Nonsense' is not on the SPDX list of exceptions"),
        ("(MIT) WITH Classpath-exception-2.0", "has 'WITH' where AND, OR or the end is expected"),
        ("LicenseRef-", "'LicenseRef-' is not on the SPDX list; did you mean 'Unlicense'?"),
        ("", "is empty; omit the key if there is nothing to say"),
        ("TODO", "is still to be filled in"),
        ("MIT\nOR ISC", "must be a single line"),
        ("(" * 900, "is too long for a licence expression"),
    ],
)
def test_what_is_none(written: str, message: str) -> None:
    with pytest.raises(ValueError) as told:  # the whole message is compared
        licence_expression(written)
    assert str(told.value) == message


def test_one_licence_is_an_identifier_of_the_list() -> None:
    assert one_licence(" CC-BY-4.0 ") == "CC-BY-4.0"
    for written in ("CC-BY-4.0 OR MIT", "LicenseRef-Bells", "(MIT)", "MIT+"):
        with pytest.raises(ValueError, match="must be a single identifier of the SPDX list"):
            one_licence(written)
