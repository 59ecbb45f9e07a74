"""Build a site with MkDocs; its warnings are errors."""

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

# ── The files that the theme brings, which a file of the survey must not replace unnoticed ──


def theme_files(project: Path) -> frozenset[str]:
    """Return the addresses below assets/ that the theme of *project* or our own templates for it take."""
    from mkdocs.utils import get_theme_dir  # not above: it takes a while, and MkDocs is started before it

    folders = [Path(get_theme_dir("material")), *map(Path, theme(project).values())]
    return frozenset(
        Path(temporary_folder, name).relative_to(folder).as_posix()
        for folder in folders
        for temporary_folder, _, names in os.walk(folder / "assets")
        for name in names
    )


# ── What one build may set, and the small configuration that tells MkDocs ──
# It inherits the project's ``mkdocs.yml``. MkDocs merges the two key by key, but takes every relative path from the
# folder of the *inheriting* file; so ``theme.custom_dir`` is passed on as an absolute path. Other relative paths
# (hooks, for one) are not used in mkdocs.yml.


@dataclass(frozen=True)
class EngineSettings:
    """What one build may set: the address it is for, whose preview it is, the commit and its time.

    ``site_url`` None means the address of mkdocs.yml; ``preview`` is the name shown in the banner; ``edition`` is the
    day of a dated edition, in words; ``production`` is where the survey lives, if that is elsewhere; ``epoch``
    (seconds since 1970, the commit's time) is the only date that MkDocs gets to see; ``dirty`` if what is built is not
    as in the commit.
    """

    site_url: str | None = None
    preview: str | None = None
    commit: str | None = None
    epoch: int = 0
    edition: str | None = None
    production: str | None = None
    dirty: bool = False

    def __post_init__(self) -> None:
        """Refuse names that could be more than names: they come from a pull request and end in every page."""
        if self.preview is not None and not re.fullmatch(r"[A-Za-z0-9][A-Za-z0-9 ._/#-]{0,63}", self.preview):
            raise EnvironmentProblem("a preview's name is up to 64 letters, digits, spaces and . _ / # -")
        if self.commit is not None and not re.fullmatch(r"[0-9a-f]{7,64}", self.commit):
            raise EnvironmentProblem("a commit is 7 to 64 hexadecimal digits")
        if self.site_url is not None:
            site_address(self.site_url, "--site-url")


def site_url(project: Path) -> str:
    """Return the production address that *project*'s mkdocs.yml declares, with a ``/`` at its end.

    Read by MkDocs' own reader, so that ``INHERIT`` and ``!ENV`` mean here what they mean there.
    """
    declared = _declared(project).get("site_url")
    if not isinstance(declared, str) or not declared:
        raise EnvironmentProblem("mkdocs.yml declares no site_url; every page's address is made from it")
    return site_address(declared, "site_url in mkdocs.yml")


def address(project: Path, settings: EngineSettings) -> str:
    """Return the address that a build with *settings* is for, in its one form, with a ``/`` at its end."""
    return site_url(project) if settings.site_url is None else site_address(settings.site_url, "--site-url")


@contextmanager
def configured(project: Path, docs: Path, settings: EngineSettings, more: Mapping[str, Any]) -> Iterator[Path]:
    """Yield the configuration file of one build. It is JSON, which is YAML that needs no YAML writer."""
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
"""The command that starts MkDocs and makes it wait for an order."""


def order(arguments: Sequence[str], settings: EngineSettings, cache: Path) -> str:
    """Return the line that tells a waiting MkDocs what to do; *cache* is where compiled templates are kept."""
    types = {each.ending: each.content_type for each in (*FILE_TYPES, UNKNOWN)}
    told = {"epoch": settings.epoch, "cache": str(cache.absolute()), "types": types, "arguments": list(arguments)}
    return f"{json.dumps(told)}\n"


def environment(settings: EngineSettings) -> dict[str, str]:
    """Everything that would otherwise differ from day to day or run to run is set here."""
    fixed = {"SOURCE_DATE_EPOCH": str(settings.epoch), "PYTHONHASHSEED": "0", "NO_MKDOCS_2_WARNING": "1"}
    return {**os.environ, **fixed, "PYTHONUTF8": "1"}


def _declared(project: Path) -> Mapping[str, Any]:
    # Here and not above: it takes a while, and MkDocs is started before it.
    from mkdocs.exceptions import ConfigurationError
    from mkdocs.utils.yaml import yaml_load

    try:
        with disk("read mkdocs.yml"), (project / "mkdocs.yml").open("rb") as source:
            return yaml_load(source)
    except ConfigurationError as error:
        raise EnvironmentProblem(f"mkdocs.yml: {error}") from error


def theme(project: Path) -> dict[str, str]:
    """Return what of mkdocs.yml's theme must be passed on: the folder of our own templates, as an absolute path.

    Where mkdocs.yml names none, as it can where the program is installed elsewhere, that is the program's own.
    """
    declared = _declared(project).get("theme")
    if not isinstance(declared, dict):
        return {}
    custom = declared.get("custom_dir", TEMPLATES / "theme")
    return {"custom_dir": str((project / custom).absolute())}


def _extra(settings: EngineSettings) -> dict[str, str | dict[str, str]]:
    """What the theme may say: types of files, where the survey lives, if elsewhere, and what is shown here."""
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
"""MkDocs, loaded and waiting for its arguments."""

_PATIENCE = 900
"""Seconds after which MkDocs counts as hung; a build of 4,000 pages takes half a minute."""

_TOLD = re.compile(r"^(WARNING|ERROR|CRITICAL) +- +|^(Aborted|Error:|\w*Error\b)", re.MULTILINE)
_JINJA = re.compile(r"^jinja2\.exceptions\.\w+: (.+)$", re.MULTILINE)
_IN_THEME = re.compile(r"""^ *File "(.+\.html)", line (\d+)""", re.MULTILINE)
_DISK = re.compile(r"^(?:OSError|(?:Permission|File\w+|NotADirectory|IsADirectory)Error): (.+)$", re.MULTILINE)


class EngineError(Exception):
    """MkDocs refused the pages. Carries its own warnings and errors, one a line, each as ``path: CODE message``."""

    def __init__(self, messages: tuple[str, ...]) -> None:
        self.messages = messages
        super().__init__("\n".join(messages))


@contextmanager
def started() -> Iterator[Engine]:
    """Start MkDocs, so that it loads while other work is done; end it with the block if it was not used."""
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
    """Turn the folder *docs* into the folder *site*; see `working`."""
    with started() as engine, working(project, docs, site, settings, engine):
        pass


@contextmanager
def working(project: Path, docs: Path, site: Path, settings: EngineSettings, engine: Engine) -> Iterator[None]:
    """Turn the folder *docs* into the folder *site*, with the looks of *project*'s mkdocs.yml, during the block.

    *engine* was started earlier and not used yet. When the block ends, MkDocs has finished. Raises EngineError when it
    warns of anything, EnvironmentProblem when it cannot work here. What is in *site* then is incomplete: build beside,
    verify, swap. MkDocs' sitemap is not kept: it says of every page that it changed when it was built.
    """
    with configured(project, docs, settings, {"site_dir": str(site.absolute())}) as config:
        # Never --quiet (strict then exits 0 on broken links) nor --verbose (hides anchors): mkdocs#4126, #3991.
        arguments = ["build", "--strict", "--config-file", str(config)]
        assert engine.stdin is not None
        with suppress(BrokenPipeError):  # why it ended early is in its output
            engine.stdin.write(order(arguments, settings, docs.parent / "cache" / "theme"))
            engine.stdin.flush()
        yield
        output = _finished(engine)
    if output is not None:
        raise complaint(output)
    _drop_sitemap(site)


def _finished(engine: Engine) -> str | None:
    """Wait for MkDocs; return None if all is well, else all that it said."""
    # Kept from `communicate`, which would close it at once: by its end MkDocs learns that we were killed.
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
    """Return ``path: CODE message``, the form in which every problem is told."""
    return f"{path}: {code} {message}"


def complaint(output: str) -> EngineError | EnvironmentProblem:
    """Return what MkDocs' *output* of a failed build amounts to."""
    if trouble := _DISK.findall(output):
        return EnvironmentProblem(f"MkDocs cannot write its pages: {trouble[-1]}")
    if (mistake := _JINJA.search(output)) and (places := _IN_THEME.findall(output)):
        return EngineError((report_line(":".join(places[-1]), "ENG002", mistake[1]),))
    lines = [line.rstrip() for line in output.splitlines() if line.strip()]
    told = [report_line("MkDocs", "ENG001", line) for line in lines if _TOLD.match(line)]
    return EngineError(tuple(told or (report_line("MkDocs", "ENG001", "failed, and ended with:"), *lines[-20:])))


def _drop_sitemap(site: Path) -> None:
    """MkDocs has no switch for its sitemap."""
    with disk(f"write {site}"):
        for name in ("sitemap.xml", "sitemap.xml.gz"):
            (site / name).unlink(missing_ok=True)
