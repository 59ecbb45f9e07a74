"""The live preview, served by MkDocs' own server."""

import re
import socket
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from queue import Empty, SimpleQueue
from threading import Event, Thread

from ...files import disk, temporary_folder
from ...problems import EnvironmentProblem
from .engine import (
    WAITING,
    EngineError,
    EngineSettings,
    complaint,
    configured,
    environment,
    order,
    report_line,
    theme,
)

_RECORD = re.compile(r"^(DEBUG|INFO|WARNING|ERROR|CRITICAL) +- +(?:\[[\d:]+\] )?")
"""The start of a line of MkDocs' log; other lines belong to a traceback."""
_SERVING = "Serving on "
_FAILED = "An error happened during the rebuild"
_NOISE = re.compile(r"A 'dirty' build is being performed|HTTP/[\d.]+\" code \d+$")
"""Warnings to ignore: about the options we use, and about requests for missing files."""

Message = str | EngineError | EnvironmentProblem
"""A message of the server: a line of its log, or the error because of which pages cannot be built."""


@dataclass(frozen=True)
class Server:
    """A running MkDocs server. Its site is in a folder that it creates in ``temporary_folder``."""

    process: subprocess.Popen[str]
    temporary_folder: Path
    _messages: SimpleQueue[Message] = field(default_factory=SimpleQueue)
    _serving: Event = field(default_factory=Event)
    _all_read: Event = field(default_factory=Event)

    @property
    def ended(self) -> bool:
        """Whether the process has ended and all its messages are in the queue."""
        return self._all_read.is_set() and self.process.poll() is not None

    @property
    def site(self) -> Path | None:
        """The folder of the served site, None until it exists; raises EnvironmentProblem if it was deleted."""
        found = next(self.temporary_folder.glob("mkdocs_*"), None)
        if found is None and self._serving.is_set():
            raise EnvironmentProblem(
                f"the folder of the preview's site, {self.temporary_folder}/mkdocs_…, is gone; start it again"
            )
        return found

    def messages(self) -> Iterator[Message]:
        """Yield the messages since the last call."""
        while True:
            try:
                yield self._messages.get_nowait()
            except Empty:
                return

    def listen(self) -> None:
        """Read MkDocs' output to its end and queue its messages; a traceback becomes one error, not repeated."""
        assert self.process.stdout is not None
        last: str | None = None
        traceback: list[str] = []
        for line in self.process.stdout:
            record = _RECORD.match(line)
            text = line[record.end() :].strip() if record else ""
            if record is None:
                traceback.append(line)
            elif text.startswith(_SERVING):
                self._serving.set()
                self._messages.put(text)
            elif text.startswith(_FAILED):
                found = complaint("".join(traceback))
                if str(found) != last:
                    self._messages.put(found)
                last, traceback = str(found), []
            elif record[1] != "INFO" and not _NOISE.search(text):
                self._messages.put(report_line("MkDocs", "ENG001", f"{record[1]}: {text}"))
            elif text.startswith("Documentation built"):
                last, traceback = None, []
        if traceback:
            self._messages.put(complaint("".join(traceback)))
        self._all_read.set()


def made_of(name: str) -> str:
    """Return the path in the site of the file that MkDocs makes from *name* in its input folder."""
    if not name.endswith(".md"):
        return name
    page = name.removesuffix(".md").removesuffix("index").rstrip("/")
    return f"{page}/index.html".lstrip("/")


@contextmanager
def serve(project: Path, docs: Path, settings: EngineSettings, address: str = "127.0.0.1:8000") -> Iterator[Server]:
    """Start MkDocs' live preview of *docs* on *address* (host:port); it ends with the block.

    It rebuilds pages whose files in *docs* changed. Changes that affect all pages (the theme's templates, mkdocs.yml)
    appear when the files in *docs* are touched. Raises EnvironmentProblem if *address* is in use or not valid.
    """
    _check_free(address)
    # Not --watch-theme: MkDocs polls what it watches, and Material has fourteen thousand icons.
    watched = [str((project / "mkdocs.yml").absolute()), *theme(project).values()]
    with (
        temporary_folder(docs.absolute().parent, "served") as folder,
        configured(project, docs, settings, {"watch": watched}) as config,
    ):
        arguments = ["serve", "--dirty", "--dev-addr", address, "--config-file", str(config)]
        variables = {**environment(settings), "TMPDIR": str(folder)}
        with subprocess.Popen(
            WAITING,
            cwd=project,
            env=variables,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            encoding="utf-8",
            errors="replace",
        ) as process:
            # Kept open: MkDocs ends when its standard input does, so that it does not outlive this process.
            assert process.stdin is not None
            process.stdin.write(order(arguments, settings, docs.parent / "cache" / "theme"))
            process.stdin.flush()
            server = Server(process, folder)
            listening = Thread(target=server.listen, daemon=True)
            listening.start()
            try:
                yield server
            finally:
                process.kill()  # its files are in temporary_folder, which is deleted too
                listening.join()


def _check_free(address: str) -> None:
    """Raise EnvironmentProblem if *address* is not valid or in use; MkDocs would print a traceback."""
    host, _, port = address.rpartition(":")
    if not host or not port.isdecimal() or int(port) > 0xFFFF:
        raise EnvironmentProblem(f"{address} is no host:port, such as 127.0.0.1:8000")
    with disk(f"serve at {address}"), socket.socket(socket.AF_INET6 if ":" in host else socket.AF_INET) as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)  # as the server itself does
        probe.bind((host.strip("[]"), int(port)))
