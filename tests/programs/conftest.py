"""What the site meets outside: real servers, office programs, readers of citation files, as Debian and npm bring them.

`make programs` installs them; `make test-programs` runs these tests. A test asks for its programs by
`program("nginx")`: where one is missing, the test is skipped, or fails if PROGRAMS=required (as in CI), so that
nothing is left out in silence.
"""

import os
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
NODE_MODULES = ROOT / "build" / "programs" / "node_modules"
ELSEWHERE = ("/usr/sbin", "/usr/local/sbin", "/sbin")
"""Where servers are installed, which is not in everybody's PATH."""


def missing(what: str) -> None:
    """Skip the test, or fail it where nothing may be skipped."""
    told = f"{what} is not installed; make programs installs it"
    if os.environ.get("PROGRAMS") == "required":
        pytest.fail(told)
    pytest.skip(told)


@pytest.fixture(scope="session")
def program() -> Callable[[str], str]:
    """Return a function that gives the path of a program by its name."""

    def find(name: str) -> str:
        found = shutil.which(name) or shutil.which(name, path=os.pathsep.join(ELSEWHERE))
        if found is None:
            missing(name)
        assert found is not None
        return found

    return find


@pytest.fixture(scope="session")
def node_package() -> Callable[[str], Path]:
    """Return a function that gives the folder of an npm package by its name."""

    def find(name: str) -> Path:
        folder = NODE_MODULES / name
        if not folder.is_dir():
            missing(f"the npm package {name}")
        return folder

    return find
