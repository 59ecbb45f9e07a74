"""The address of a site: one form for each, nothing that is none, and no password in a message."""

import pytest

from survey.addresses import site_address
from survey.problems import EnvironmentProblem

FORMS = {
    "https://survey.example/": "https://survey.example/",
    "https://survey.example": "https://survey.example/",
    "HTTPS://Host.Example/x": "https://host.example/x/",
    "http://host.example:80/x/": "http://host.example/x/",
    "https://host.example:443": "https://host.example/",
    "https://host.example:/x": "https://host.example/x/",
    "http://host.example:443/": "http://host.example:443/",
    "http://localhost:8000/deep/prefix": "http://localhost:8000/deep/prefix/",
    "http://127.0.0.1:8000": "http://127.0.0.1:8000/",
    "http://[::1]:8000/x": "http://[::1]:8000/x/",
    "https://BÜCHER.example/": "https://xn--bcher-kva.example/",
    "https://xn--bcher-kva.example/": "https://xn--bcher-kva.example/",
    "https://e.example/%7euser/": "https://e.example/~user/",
    "https://e.example/größe/": "https://e.example/gr%C3%B6%C3%9Fe/",
    "https://e.example/gr%c3%b6%c3%9fe": "https://e.example/gr%C3%B6%C3%9Fe/",
    "https://e.example/a/../b/./c": "https://e.example/b/c/",
    "https://e.example/@group/v1.0+x_y/": "https://e.example/@group/v1.0+x_y/",
}


@pytest.mark.parametrize(("given", "form"), FORMS.items())
def test_an_address_is_brought_into_its_one_form(given, form):
    assert site_address(given, "--site-url") == form
    assert site_address(form, "--site-url") == form


REFUSED = {
    "": "does not begin with http:// or https://",
    "host.example/x": "does not begin with http:// or https://",
    "//host.example/x": "does not begin with http:// or https://",
    "javascript:alert(1)": "does not begin with http:// or https://",
    "ftp://host.example/": "does not begin with http:// or https://",
    "file:///tmp/site": "does not begin with http:// or https://",
    "https:host.example": "does not begin with http:// or https://",
    "https:///x": "names no host",
    "https://": "names no host",
    "https://:80": "empty host",
    "https://user:secret@host.example/": "user name or password",
    "https://secret@host.example/": "user name or password",
    "https://host.example:99999/": "invalid port number",
    "https://host.example:secret/": "invalid port number",
    "https://host.example:0/": "has the port 0",
    "https://a..example/": "no name of a machine",
    "https://-a.example/": "no name of a machine",
    "https://a.example./": "no name of a machine",
    f"https://{'a' * 64}.example/": "no name of a machine",
    "https://{{7*7}}/": "has a { in it",
    "https://host.example/{{7*7}}": "has a { in it",
    "https://host.example/%7B%7B7*7%7D%7D": "has a * in its path",
    "https://host.example/'x": "has a ' in it",
    'https://host.example/"x': 'has a " in it',
    "https://host.example/<x>": "has a < in it",
    "https://host.example/a,b": "has a , in its path",
    "https://host.example\\x": "has a \\ in it",
    "https:\\\\host.example": "does not begin with",
    "https://host.example/%5Cx": "has %5C in its path",
    "https://host.example/a%2Fb": "has %2F in its path",
    "https://host.example/%00": "has %00 in its path",
    "https://host.example/%zz": "has a % that is not followed by two hexadecimal digits",
    "https://host.example/x%2": "has a % that is not followed by two hexadecimal digits",
    "https://host.example/index.html": "ends with the name of a page",
    "https://host.example/x/INDEX.HTM": "ends with the name of a page",
    "https://host.example//x": "has // in its path",
    "https://host.example/x//": "has // in its path",
    "https://host.example//": "has // in its path",
    "https://host.example/?token=secret": "has a query",
    "https://host.example/#secret": "has a fragment",
    "https://host.example/ x": "holds U+0020, space",
    " https://host.example/": "holds U+0020, space",
    "https://host.example/\n": "holds U+000A",
    "https://host.example/\x1b[31m": "holds U+001B",
    "https://host.example/\u202ex": "holds U+202E",
    "https://host\u200b.example/": "holds U+200B",
    f"https://host.example/{'x' * 500}": "is longer than 500 letters",
}


@pytest.mark.parametrize(("given", "why"), REFUSED.items())
def test_what_is_no_address_of_a_site_is_refused_in_one_line(given, why):
    with pytest.raises(EnvironmentProblem) as caught:
        site_address(given, "--site-url")
    told = str(caught.value)
    assert told.startswith("--site-url is not an address that a site can have: it ")
    assert why in told
    assert told.endswith("; write it as https://host/path/")
    assert "\n" not in told
    assert "secret" not in told, "a password was printed"
