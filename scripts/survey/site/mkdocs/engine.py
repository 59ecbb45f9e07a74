"""Build a site with MkDocs; its warnings count as errors."""

import json
import os
import re
import signal
import subprocess
import sys
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from ... import TEMPLATES
from ...addresses import site_address
from ...files import disk, temporary_folder
from ...files.media_types import FILE_TYPES, UNKNOWN
from ...problems import EnvironmentProblem

# ── The theme's files, which the survey's own assets must not replace ──


def theme_files(project: Path) -> frozenset[str]:
    """Return the paths below assets/ that the theme of *project* and our own theme templates use."""
    from mkdocs.utils import get_theme_dir  # not above: it is slow to import, and MkDocs is started before it

    folders = [Path(get_theme_dir("material")), *map(Path, theme(project).values())]
    return frozenset(
        Path(temporary_folder, name).relative_to(folder).as_posix()
        for folder in folders
        for temporary_folder, _, names in os.walk(folder / "assets")
        for name in names
    )


# ── Settings of one build, and the configuration file with which they are passed to MkDocs ──
# It inherits the project's ``mkdocs.yml``. MkDocs merges the two key by key, but resolves every relative path from the
# folder of the *inheriting* file; so ``theme.custom_dir`` is passed on as an absolute path. Our mkdocs.yml has no other
# relative paths (such as hooks).


@dataclass(frozen=True)
class EngineSettings:
    """Settings of one build: site address, name of the preview, commit and its time.

    ``site_url`` None means the address in mkdocs.yml; ``preview`` is the name shown in the banner; ``edition`` is the
    day of a dated edition, in words; ``production`` is the survey's address, if this build is for another; ``epoch``
    (the commit's time, in seconds since 1970) is the only date that MkDocs receives; ``dirty`` means that the content
    differs from the commit.
    """

    site_url: str | None = None
    preview: str | None = None
    commit: str | None = None
    epoch: int = 0
    edition: str | None = None
    production: str | None = None
    dirty: bool = False

    def __post_init__(self) -> None:
        """Raise EnvironmentProblem for unsafe values: they may come from a pull request and are put on every page."""
        if self.preview is not None and not re.fullmatch(r"[A-Za-z0-9][A-Za-z0-9 ._/#-]{0,63}", self.preview):
            raise EnvironmentProblem("a preview's name is up to 64 letters, digits, spaces and . _ / # -")
        if self.commit is not None and not re.fullmatch(r"[0-9a-f]{7,64}", self.commit):
            raise EnvironmentProblem("a commit is 7 to 64 hexadecimal digits")
        if self.site_url is not None:
            site_address(self.site_url, "--site-url")


def site_url(project: Path) -> str:
    """Return the production address that *project*'s mkdocs.yml declares, with a ``/`` at its end.

    The file is read by MkDocs' own reader, which resolves ``INHERIT`` and ``!ENV``. Raises EnvironmentProblem if there
    is no address or it is not valid.
    """
    declared = _declared(project).get("site_url")
    if not isinstance(declared, str) or not declared:
        raise EnvironmentProblem("mkdocs.yml declares no site_url; every page's address is made from it")
    return site_address(declared, "site_url in mkdocs.yml")


def address(project: Path, settings: EngineSettings) -> str:
    """Return the normalised site address of a build with *settings*, with a ``/`` at its end.

    Raises EnvironmentProblem if it is not valid.
    """
    return site_url(project) if settings.site_url is None else site_address(settings.site_url, "--site-url")


@contextmanager
def configured(project: Path, docs: Path, settings: EngineSettings, more: Mapping[str, Any]) -> Iterator[Path]:
    """Yield the configuration file of one build. It is JSON, which is valid YAML."""
    config = {
        "INHERIT": str((project / "mkdocs.yml").absolute()),
        "docs_dir": str(docs.absolute()),
        "site_url": address(project, settings),
        "theme": theme(project),
        "extra": _extra(settings),
        **more,
    }
    with temporary_folder(docs.absolute().parent, "engine") as folder:
        path = folder / "mkdocs.yml"
        with disk(f"write {path}"):
            path.write_text(json.dumps(config), encoding="utf-8")
        yield path


WAITING = (sys.executable, str(Path(__file__).with_name("mkdocs_worker.py")))
"""The command that starts MkDocs, which then waits for its arguments (see `order`)."""


def order(arguments: Sequence[str], settings: EngineSettings, cache: Path) -> str:
    """Return the line of JSON with the arguments for a waiting MkDocs; *cache* is the folder of compiled templates."""
    types = {each.ending: each.content_type for each in (*FILE_TYPES, UNKNOWN)}
    fields = {"epoch": settings.epoch, "cache": str(cache.absolute()), "types": types, "arguments": list(arguments)}
    return f"{json.dumps(fields)}\n"


def environment(settings: EngineSettings) -> dict[str, str]:
    """Return the environment variables for MkDocs, which make its output independent of the day and the run."""
    fixed = {"SOURCE_DATE_EPOCH": str(settings.epoch), "PYTHONHASHSEED": "0", "NO_MKDOCS_2_WARNING": "1"}
    return {**os.environ, **fixed, "PYTHONUTF8": "1"}


def _declared(project: Path) -> Mapping[str, Any]:
    # Not above: these are slow to import, and MkDocs is started before them.
    from mkdocs.exceptions import ConfigurationError
    from mkdocs.utils.yaml import yaml_load

    try:
        with disk("read mkdocs.yml"), (project / "mkdocs.yml").open("rb") as source:
            return yaml_load(source)
    except ConfigurationError as error:
        raise EnvironmentProblem(f"mkdocs.yml: {error}") from error


def theme(project: Path) -> dict[str, str]:
    """Return the theme settings that must be passed on: ``custom_dir`` as an absolute path; nothing without a theme.

    If mkdocs.yml has no ``custom_dir``, which is possible where the program is installed elsewhere, the program's own
    templates are used.
    """
    declared = _declared(project).get("theme")
    if not isinstance(declared, dict):
        return {}
    custom = declared.get("custom_dir", TEMPLATES / "theme")
    return {"custom_dir": str((project / custom).absolute())}


def _extra(settings: EngineSettings) -> dict[str, str | dict[str, str]]:
    """Return the values for the theme: media types, production address if it differs, preview and edition."""
    extra: dict[str, str | dict[str, str]] = {"media_types": {each.ending: each.media_type for each in FILE_TYPES}}
    if settings.production is not None:
        extra["production"] = settings.production
    if settings.preview is not None:
        dirty = {"dirty": "yes"} if settings.dirty else {}
        extra["preview"] = {"name": settings.preview, "commit": settings.commit or "", **dirty}
    if settings.edition is not None:
        extra["edition"] = settings.edition
    return extra


Engine = subprocess.Popen[str]
"""A process of MkDocs, loaded and waiting for its arguments."""

_PATIENCE = 900
"""Seconds after which MkDocs counts as hung; a build of 4,000 pages takes half a minute."""

_LOG_ERROR = re.compile(r"^(WARNING|ERROR|CRITICAL) +- +|^(Aborted|Error:|\w*Error\b)", re.MULTILINE)
_JINJA = re.compile(r"^jinja2\.exceptions\.\w+: (.+)$", re.MULTILINE)
_IN_THEME = re.compile(r"""^ *File "(.+\.html)", line (\d+)""", re.MULTILINE)
_DISK = re.compile(r"^(?:OSError|(?:Permission|File\w+|NotADirectory|IsADirectory)Error): (.+)$", re.MULTILINE)


class EngineError(Exception):
    """MkDocs reported warnings or errors; ``messages`` has them, each as ``path: CODE message``."""

    def __init__(self, messages: tuple[str, ...]) -> None:
        self.messages = messages
        super().__init__("\n".join(messages))


@contextmanager
def started() -> Iterator[Engine]:
    """Start MkDocs, so that it loads while other work is done; end the process with the block.

    Raises EnvironmentProblem if it cannot be started.
    """
    with disk("start MkDocs"):
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


def build(project: Path, docs: Path, site: Path, settings: EngineSettings) -> None:
    """Build the folder *site* from the folder *docs*; see `working`."""
    with started() as engine, working(project, docs, site, settings, engine):
        pass


@contextmanager
def working(project: Path, docs: Path, site: Path, settings: EngineSettings, engine: Engine) -> Iterator[None]:
    """Build the folder *site* from the folder *docs*, by *project*'s mkdocs.yml, while the block runs.

    *engine* was started earlier and not used yet. When the block ends, MkDocs has finished. Raises EngineError for any
    warning or error of MkDocs, EnvironmentProblem when it cannot run or write; *site* is then incomplete. MkDocs'
    sitemap is deleted, because it gives the time of the build as every page's last change.
    """
    with configured(project, docs, settings, {"site_dir": str(site.absolute())}) as config:
        # Never --quiet (strict then exits 0 on broken links) nor --verbose (hides anchors): mkdocs#4126, #3991.
        arguments = ["build", "--strict", "--config-file", str(config)]
        assert engine.stdin is not None
        with suppress(BrokenPipeError):  # it ended early; the reason is in its output
            engine.stdin.write(order(arguments, settings, docs.parent / "cache" / "theme"))
            engine.stdin.flush()
        yield
        output = _finished(engine)
    if output is not None:
        raise complaint(output)
    _drop_sitemap(site)


def _finished(engine: Engine) -> str | None:
    """Wait for MkDocs; return None if it succeeded, else its output.

    Raises EngineError after _PATIENCE seconds, EnvironmentProblem if a signal ended it.
    """
    # Hidden from `communicate`, which would close it at once: MkDocs ends when its standard input does, so that it does
    # not outlive this process.
    stdin, engine.stdin = engine.stdin, None
    assert stdin is not None
    try:
        output, _ = engine.communicate(timeout=_PATIENCE)
    except subprocess.TimeoutExpired as error:
        raise EngineError((report_line("MkDocs", "ENG003", f"did not finish within {_PATIENCE} seconds"),)) from error
    finally:
        with suppress(BrokenPipeError):
            stdin.close()
    if engine.returncode < 0:
        name = signal.Signals(-engine.returncode).name
        raise EnvironmentProblem(f"MkDocs was ended from outside ({name}); is there memory enough?")
    return output if engine.returncode else None


def report_line(path: str, code: str, message: str) -> str:
    """Return ``path: CODE message``, the format of every problem."""
    return f"{path}: {code} {message}"


def complaint(output: str) -> EngineError | EnvironmentProblem:
    """Return the error that describes the *output* of a failed build."""
    if trouble := _DISK.findall(output):
        return EnvironmentProblem(f"MkDocs cannot write its pages: {trouble[-1]}")
    if (mistake := _JINJA.search(output)) and (places := _IN_THEME.findall(output)):
        return EngineError((report_line(":".join(places[-1]), "ENG002", mistake[1]),))
    lines = [line.rstrip() for line in output.splitlines() if line.strip()]
    errors = [report_line("MkDocs", "ENG001", line) for line in lines if _LOG_ERROR.match(line)]
    return EngineError(tuple(errors or (report_line("MkDocs", "ENG001", "failed, and ended with:"), *lines[-20:])))


def _drop_sitemap(site: Path) -> None:
    """Delete MkDocs' sitemap, which no setting turns off."""
    with disk(f"write {site}"):
        for name in ("sitemap.xml", "sitemap.xml.gz"):
            (site / name).unlink(missing_ok=True)
