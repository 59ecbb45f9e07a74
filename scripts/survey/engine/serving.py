"""The live preview, by MkDocs' own server."""

import signal
import socket
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from ..files import disk, room
from ..problems import EnvironmentProblem
from .settings import WAITING, EngineSettings, configured, environment, order, theme


@dataclass(frozen=True)
class Server:
    """MkDocs' server at work. It keeps its site in a folder that it makes in ``room``."""

    process: subprocess.Popen[bytes]
    room: Path

    @property
    def ended(self) -> bool:
        """Whether it could not start, or stopped."""
        return self.process.poll() is not None

    @property
    def site(self) -> Path | None:
        """The folder of the site that it serves, once there is one."""
        return next(self.room.glob("mkdocs_*"), None)


@contextmanager
def serve(project: Path, docs: Path, settings: EngineSettings, address: str = "127.0.0.1:8000") -> Iterator[Server]:
    """Start MkDocs' live preview of *docs* on *address*; it ends with the block.

    It rebuilds the pages whose files in *docs* changed. What belongs to every page (the theme's templates, mkdocs.yml)
    shows when the files in *docs* are touched. Raises EnvironmentProblem if *address* is taken or none.
    """
    _check_free(address)
    # Not --watch-theme: MkDocs polls what it watches, and Material has fourteen thousand icons.
    watched = [str((project / "mkdocs.yml").absolute()), *theme(project).values()]
    with (
        room(docs.absolute().parent, "served") as folder,
        configured(project, docs, settings, {"watch": watched}) as config,
    ):
        arguments = ["serve", "--dirty", "--dev-addr", address, "--config-file", str(config)]
        variables = {**environment(settings), "TMPDIR": str(folder)}
        process = subprocess.Popen(WAITING, cwd=project, env=variables, stdin=subprocess.PIPE)
        assert process.stdin is not None
        process.stdin.write(order(arguments, settings, docs.parent / "cache" / "theme").encode())
        process.stdin.flush()
        try:
            yield Server(process, folder)
        finally:
            _stop(process)
            process.stdin.close()


def _check_free(address: str) -> None:
    """Say what MkDocs would say in a traceback."""
    host, _, port = address.rpartition(":")
    if not host or not port.isdecimal() or int(port) > 0xFFFF:
        raise EnvironmentProblem(f"{address} is no host:port, such as 127.0.0.1:8000")
    with disk(f"serve at {address}"), socket.socket(socket.AF_INET6 if ":" in host else socket.AF_INET) as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)  # as the server itself does
        probe.bind((host.strip("[]"), int(port)))


def _stop(process: subprocess.Popen[bytes]) -> None:
    """End the live preview as Ctrl-C does: only then MkDocs deletes its temporary site."""
    process.send_signal(signal.SIGINT)
    try:
        process.wait(timeout=5)
    except subprocess.TimeoutExpired:
        process.kill()
        process.wait()
