"""Build a site with MkDocs; its warnings are errors."""

import re
import signal
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from ..files import disk
from ..problems import EnvironmentProblem
from .settings import WAITING, EngineSettings, configured, environment, order

Engine = subprocess.Popen[str]
"""MkDocs, loaded and waiting for its arguments."""

_PATIENCE = 900
"""Seconds after which MkDocs counts as hung; a build of 4,000 pages takes half a minute."""

_TOLD = re.compile(r"^(WARNING|ERROR|CRITICAL) +- +|^(Aborted|Error:|\w*Error\b)", re.MULTILINE)
_JINJA = re.compile(r"^jinja2\.exceptions\.\w+: (.+)$", re.MULTILINE)
_IN_THEME = re.compile(r"""^ *File "(.+\.html)", line (\d+)""", re.MULTILINE)
_DISK = re.compile(r"^(?:OSError|(?:Permission|File\w+|NotADirectory|IsADirectory)Error): (.+)$", re.MULTILINE)


class EngineError(Exception):
    """MkDocs refused the pages. Carries its own warnings and errors, one a line."""

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
        raise EngineError((f"MkDocs did not finish within {_PATIENCE} seconds",)) from error
    finally:
        with suppress(BrokenPipeError):
            stdin.close()
    if engine.returncode < 0:
        name = signal.Signals(-engine.returncode).name
        raise EnvironmentProblem(f"MkDocs was ended from outside ({name}); is there memory enough?")
    return output if engine.returncode else None


def complaint(output: str) -> EngineError | EnvironmentProblem:
    """Return what MkDocs' *output* of a failed build amounts to."""
    if trouble := _DISK.findall(output):
        return EnvironmentProblem(f"MkDocs cannot write its pages: {trouble[-1]}")
    if (mistake := _JINJA.search(output)) and (places := _IN_THEME.findall(output)):
        return EngineError((f"{':'.join(places[-1])}: {mistake[1]}",))
    lines = [line.rstrip() for line in output.splitlines() if line.strip()]
    told = [line for line in lines if _TOLD.match(line)]
    return EngineError(tuple(told or lines[-20:]))


def _drop_sitemap(site: Path) -> None:
    """MkDocs has no switch for its sitemap."""
    with disk(f"write {site}"):
        for name in ("sitemap.xml", "sitemap.xml.gz"):
            (site / name).unlink(missing_ok=True)
