"""Build a site with MkDocs; its warnings are errors."""

import re
import subprocess
import sys
from pathlib import Path

from ..files import disk
from ..problems import EnvironmentProblem
from .settings import EngineSettings, configured, environment

_PATIENCE = 900
"""Seconds after which MkDocs counts as hung; a build of 4,000 pages takes half a minute."""

_TOLD = re.compile(r"^(WARNING|ERROR|CRITICAL) +- +|^(Aborted|Error:|\w*Error\b)", re.MULTILINE)
_DISK = re.compile(r"^(?:OSError|PermissionError|FileExistsError): (.+)$", re.MULTILINE)


class EngineError(Exception):
    """MkDocs refused the pages. Carries its own warnings and errors, one a line."""

    def __init__(self, messages: tuple[str, ...]) -> None:
        self.messages = messages
        super().__init__("\n".join(messages))


def build(project: Path, docs: Path, site: Path, settings: EngineSettings) -> None:
    """Turn the folder *docs* into the folder *site*, with the looks of *project*'s mkdocs.yml.

    Raises EngineError when MkDocs warns of anything, EnvironmentProblem when it cannot work here. What is in
    *site* then is incomplete: build beside, verify, swap.
    """
    with configured(project, docs, settings, {"site_dir": str(site.absolute())}) as config:
        command = [sys.executable, "-m", "mkdocs", "build", "--strict", "--config-file", str(config)]
        # Never --quiet (strict then exits 0 on broken links) nor --verbose (hides anchors): mkdocs#4126, #3991.
        output = _run(command, project, settings)
    if output is not None:
        _refuse(output)
    if settings.preview is not None:
        _drop_sitemap(site)


def _run(command: list[str], project: Path, settings: EngineSettings) -> str | None:
    """Run MkDocs; return None if all is well, else all that it said."""
    try:
        done = subprocess.run(
            command,
            cwd=project,
            env=environment(settings),
            stdin=subprocess.DEVNULL,
            capture_output=True,
            encoding="utf-8",
            errors="replace",
            timeout=_PATIENCE,
        )
    except subprocess.TimeoutExpired as error:
        raise EngineError((f"MkDocs did not finish within {_PATIENCE} seconds",)) from error
    return done.stderr + done.stdout if done.returncode else None


def _refuse(output: str) -> None:
    """Raise what MkDocs' *output* of a failed build amounts to."""
    if trouble := _DISK.findall(output):
        raise EnvironmentProblem(f"MkDocs cannot write its pages: {trouble[-1]}")
    lines = [line.rstrip() for line in output.splitlines() if line.strip()]
    told = [line for line in lines if _TOLD.match(line)]
    raise EngineError(tuple(told or lines[-20:]))


def _drop_sitemap(site: Path) -> None:
    """A preview is not to be found by search engines; MkDocs has no switch for its sitemap."""
    with disk(f"write {site}"):
        for name in ("sitemap.xml", "sitemap.xml.gz"):
            (site / name).unlink(missing_ok=True)
