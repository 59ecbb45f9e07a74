"""MkDocs as a command: Markdown and data in one folder become a site. The only module that knows MkDocs.

The settings of a build go into a small configuration of its own that inherits the project's ``mkdocs.yml``.
MkDocs merges the two key by key, but takes every relative path from the folder of the *inheriting* file; so
``theme.custom_dir`` is passed on as an absolute path (hooks and other paths are not used, see ``mkdocs.yml``).
"""

import json
import os
import re
import signal
import subprocess
import sys
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from mkdocs.exceptions import ConfigurationError
from mkdocs.utils.yaml import yaml_load

from survey.files import disk
from survey.problems import EnvironmentProblem

_PATIENCE = 900
"""Seconds after which MkDocs counts as hung; a build of 4,000 pages takes half a minute."""

_TOLD = re.compile(r"^(WARNING|ERROR|CRITICAL) +- +|^(Aborted|Error:|\w*Error\b)", re.MULTILINE)
_DISK = re.compile(r"^(?:OSError|PermissionError|FileExistsError): (.+)$", re.MULTILINE)


@dataclass(frozen=True)
class EngineSettings:
    """What one build may set: the address it is for, whose preview it is, the commit and its time.

    ``site_url`` None means the address of mkdocs.yml; ``preview`` is the name shown in the banner; ``epoch``
    (seconds since 1970, the commit's time) is the only date that MkDocs gets to see.
    """

    site_url: str | None = None
    preview: str | None = None
    commit: str | None = None
    epoch: int = 0

    def __post_init__(self) -> None:
        """Refuse names that could be more than names: they come from a pull request and end in every page."""
        if self.preview is not None and not re.fullmatch(r"[A-Za-z0-9][A-Za-z0-9 ._/#-]{0,63}", self.preview):
            raise EnvironmentProblem("a preview's name is up to 64 letters, digits, spaces and . _ / # -")
        if self.commit is not None and not re.fullmatch(r"[0-9a-f]{7,64}", self.commit):
            raise EnvironmentProblem("a commit is 7 to 64 hexadecimal digits")
        if self.site_url is not None and not re.fullmatch(r"https?://[^\s\"'<>?#]+", self.site_url):
            raise EnvironmentProblem(f"not an address a site can have: {self.site_url!r} (https://host/path/)")


class EngineError(Exception):
    """MkDocs refused the pages. Carries its own warnings and errors, one a line."""

    def __init__(self, messages: tuple[str, ...]) -> None:
        self.messages = messages
        super().__init__("\n".join(messages))


def site_url(project: Path) -> str:
    """Return the production address that *project*'s mkdocs.yml declares, with a ``/`` at its end.

    Read by MkDocs' own reader, so that ``INHERIT`` and ``!ENV`` mean here what they mean there.
    """
    declared = _declared(project).get("site_url")
    if not isinstance(declared, str) or not declared:
        raise EnvironmentProblem("mkdocs.yml declares no site_url; every page's address is made from it")
    return declared.rstrip("/") + "/"


def build(project: Path, docs: Path, site: Path, settings: EngineSettings) -> None:
    """Turn the folder *docs* into the folder *site*, with the looks of *project*'s mkdocs.yml.

    Raises EngineError when MkDocs warns of anything, EnvironmentProblem when it cannot work here. What is in
    *site* then is incomplete: build beside, verify, swap.
    """
    with _configured(project, docs, settings, {"site_dir": str(site.absolute())}) as config:
        command = [sys.executable, "-m", "mkdocs", "build", "--strict", "--config-file", str(config)]
        # Never --quiet (strict then exits 0 on broken links) nor --verbose (hides anchors): mkdocs#4126, #3991.
        output = _run(command, project, settings)
    if output is not None:
        _refuse(output)
    if settings.preview is not None:
        _drop_sitemap(site)


@contextmanager
def serve(
    project: Path, docs: Path, settings: EngineSettings, address: str = "127.0.0.1:8000"
) -> Iterator[subprocess.Popen[bytes]]:
    """Start MkDocs' live preview of *docs* on *address*; yield its process, which ends with the block.

    It rebuilds when a file in *docs*, of the theme or mkdocs.yml changes, all pages every time: with 57 pages an
    edit shows after 1.0–1.4 s. ``--dirty`` (0.5–1.0 s) would leave wrong navigation behind.
    """
    watched = {"watch": [str((project / "mkdocs.yml").absolute())]}
    with _configured(project, docs, settings, watched) as config:
        command = [sys.executable, "-m", "mkdocs", "serve", "--watch-theme", "--dev-addr", address]
        command += ["--config-file", str(config)]
        process = subprocess.Popen(command, cwd=project, env=_environment(settings))
        try:
            yield process
        finally:
            _stop(process)


def _declared(project: Path) -> Mapping[str, Any]:
    try:
        with disk("read mkdocs.yml"), (project / "mkdocs.yml").open("rb") as source:
            return yaml_load(source)
    except ConfigurationError as error:
        raise EnvironmentProblem(f"mkdocs.yml: {error}") from error


@contextmanager
def _configured(project: Path, docs: Path, settings: EngineSettings, more: Mapping[str, Any]) -> Iterator[Path]:
    """Yield the configuration file of one build. It is JSON, which is YAML that needs no YAML writer."""
    config = {
        "INHERIT": str((project / "mkdocs.yml").absolute()),
        "docs_dir": str(docs.absolute()),
        "site_url": settings.site_url or site_url(project),
        "theme": _theme(project),
        "extra": _extra(project, settings),
        **more,
    }
    with disk(f"write beside {docs}"):
        folder = TemporaryDirectory(dir=docs.absolute().parent, prefix=".engine-")
    with folder as name:
        path = Path(name) / "mkdocs.yml"
        with disk(f"write {path}"):
            path.write_text(json.dumps(config), encoding="utf-8")
        yield path


def _theme(project: Path) -> dict[str, str]:
    theme = _declared(project).get("theme")
    custom = theme.get("custom_dir") if isinstance(theme, dict) else None
    return {"custom_dir": str((project / custom).absolute())} if custom else {}


def _extra(project: Path, settings: EngineSettings) -> dict[str, dict[str, str]]:
    """What the theme may say of this build: ``config.extra.preview`` with name, commit, production address."""
    if settings.preview is None:
        return {}
    preview = {"name": settings.preview, "commit": settings.commit or "", "production": site_url(project)}
    return {"preview": preview}


def _environment(settings: EngineSettings) -> dict[str, str]:
    """Everything that would otherwise differ from day to day or run to run is set here."""
    fixed = {"SOURCE_DATE_EPOCH": str(settings.epoch), "PYTHONHASHSEED": "0", "NO_MKDOCS_2_WARNING": "1"}
    return {**os.environ, **fixed, "PYTHONUTF8": "1"}


def _run(command: list[str], project: Path, settings: EngineSettings) -> str | None:
    """Run MkDocs; return None if all is well, else all that it said."""
    try:
        done = subprocess.run(
            command,
            cwd=project,
            env=_environment(settings),
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


def _stop(process: subprocess.Popen[bytes]) -> None:
    """End the live preview as Ctrl-C does: only then MkDocs deletes its temporary site."""
    process.send_signal(signal.SIGINT)
    try:
        process.wait(timeout=5)
    except subprocess.TimeoutExpired:
        process.kill()
        process.wait()
