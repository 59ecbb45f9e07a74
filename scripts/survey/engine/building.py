"""Build a site with MkDocs; its warnings are errors."""

import re
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from ..files import disk
from ..problems import EnvironmentProblem
from .settings import WAITING, EngineSettings, configured, environment, order

Engine = subprocess.Popen[str]
"""MkDocs, loaded and waiting for its arguments."""

_PATIENCE = 900
"""Seconds after which MkDocs counts as hung; a build of 4,000 pages takes half a minute."""

_TOLD = re.compile(r"^(WARNING|ERROR|CRITICAL) +- +|^(Aborted|Error:|\w*Error\b)", re.MULTILINE)
_DISK = re.compile(r"^(?:OSError|PermissionError|FileExistsError): (.+)$", re.MULTILINE)


class EngineError(Exception):
    """MkDocs refused the pages. Carries its own warnings and errors, one a line."""

    def __init__(self, messages: tuple[str, ...]) -> None:
        self.messages = messages
        super().__init__("\n".join(messages))


@contextmanager
def started() -> Iterator[Engine]:
    """Start MkDocs, so that it loads while other work is done; end it with the block if it was not used."""
    process = subprocess.Popen(
        WAITING,
        env=environment(EngineSettings()),
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        encoding="utf-8",
        errors="replace",
    )
    with process:
        try:
            yield process
        finally:
            process.kill()


def build(project: Path, docs: Path, site: Path, settings: EngineSettings, engine: Engine | None = None) -> None:
    """Turn the folder *docs* into the folder *site*, with the looks of *project*'s mkdocs.yml.

    *engine* is one that was started earlier and not used yet. Raises EngineError when MkDocs warns of anything,
    EnvironmentProblem when it cannot work here. What is in *site* then is incomplete: build beside, verify, swap.
    """
    if engine is None:
        with started() as engine:
            return build(project, docs, site, settings, engine)
    with configured(project, docs, settings, {"site_dir": str(site.absolute())}) as config:
        # Never --quiet (strict then exits 0 on broken links) nor --verbose (hides anchors): mkdocs#4126, #3991.
        output = _run(
            engine, ["build", "--strict", "--config-file", str(config)], settings, docs.parent / "cache" / "theme"
        )
    if output is not None:
        _refuse(output)
    if settings.preview is not None:
        _drop_sitemap(site)


def _run(engine: Engine, arguments: list[str], settings: EngineSettings, cache: Path) -> str | None:
    """Give MkDocs its arguments; return None if all is well, else all that it said."""
    try:
        output, _ = engine.communicate(order(arguments, settings, cache), timeout=_PATIENCE)
    except subprocess.TimeoutExpired as error:
        raise EngineError((f"MkDocs did not finish within {_PATIENCE} seconds",)) from error
    return output if engine.returncode else None


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
