#!/usr/bin/env python3
"""Change the code in one place at a time, run the tests without the golden files, and report what no test noticed.

The mutants are drawn with a seed, as many of each kind, in turn. Each is applied to a copy of the work tree in a
temporary folder; the checkout stays as it is. First every test module that can reach the code runs once, unchanged:
this says which files it executes and how long it takes. A mutant is then tried against the modules that execute its
file: those that import it first, then the quickest; the first failure kills it.

What does not count as a test here: golden files (they notice any change, and say of none what is wrong with it),
tests of the form of the code, and tests that start the build as a command, a browser or another program. Tests that
look at the finished site are asked with `--site` only, about survivors: they cost a whole build for each of them. So
the score is a lower bound.

Left out by rule, since no test can or should tell the difference: annotations, decorators, docstrings, sentences for
readers, `__all__` and the like, texts of errors, progress, and that an argument of a constructor is missing.
"""

import argparse
import ast
import gc
import importlib
import json
import os
import random
import shutil
import signal
import subprocess
import sys
import tempfile
import threading
import time
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from copy import deepcopy
from dataclasses import asdict, dataclass, field
from functools import cache
from hashlib import sha256
from importlib.machinery import SourceFileLoader
from itertools import chain
from pathlib import Path
from types import CodeType, FrameType, FunctionType
from typing import Any, TypeVar

ROOT = Path(__file__).resolve().parents[2]
SOURCE = Path("scripts/survey")
PARTS = ("pages", "exports", "slides")
"""What is changed: folders and files below SOURCE."""
NOT_COUNTED = ("test_example.py", "test_architecture.py")
"""Golden files, and tests of the form of the code."""
COMMANDS = frozenset({"build", "previewed"})
"""Fixtures of tests that start the build as a command."""
SITE = frozenset({"real_site", "served"})
"""Fixtures of tests that look at the finished site."""
PRELOADED = (
    "pytest pydantic lxml.etree jinja2 markdown_it pptx pybtex.database yaml PIL.Image segno fontTools.ttLib rdflib "
    "extruct feedparser jsonschema schema_org rispy bibtexparser zxingcpp resvg_py anyascii pylatexenc.latex2text"
)
"""Libraries of others, imported once; every run is a fork of this process."""
T = TypeVar("T")
R = TypeVar("R")
SECONDS_MORE = 30
"""A run may take so much longer than twice what the same tests took unchanged."""


# ── Mutants ──────────────────────────────────────────────────────────────────────────────────────────────────────────


@dataclass(frozen=True)
class Mutant:
    """One change in one place."""

    path: str
    """Relative to the work tree."""
    line: int
    kind: str
    before: str
    after: str
    start: int
    end: int
    """Where *before* stands in the file, in bytes."""
    inside: bool
    """Whether it is inside of a function, which can be changed while everything else is imported already."""


COMPARISONS: Mapping[type[ast.cmpop], type[ast.cmpop]] = {
    ast.Lt: ast.LtE,
    ast.LtE: ast.Lt,
    ast.Gt: ast.GtE,
    ast.GtE: ast.Gt,
    ast.Eq: ast.NotEq,
    ast.NotEq: ast.Eq,
    ast.Is: ast.IsNot,
    ast.IsNot: ast.Is,
    ast.In: ast.NotIn,
    ast.NotIn: ast.In,
}
ARITHMETIC: Mapping[type[ast.operator], type[ast.operator]] = {
    ast.Add: ast.Sub,
    ast.Sub: ast.Add,
    ast.Mult: ast.Div,
    ast.Div: ast.Mult,
    ast.FloorDiv: ast.Mult,
    ast.Mod: ast.Mult,
}
EMPTY = {"str": '""', "bytes": 'b""', "Safe": 'Safe("")', "int": "0", "float": "0.0", "bool": "False"}
"""An annotation to the empty value that a function returns in a mutant."""
COLLECTIONS = {"tuple": "()", "list": "[]", "dict": "{}", "Mapping": "{}", "Sequence": "()", "Iterator": "iter(())"}
TOLD = ("progress", "warn")
"""Functions that only tell how far things are."""
Change = tuple[str, ast.AST, str]
"""The kind of a change, the node that it replaces, and with what."""


def changes(tree: ast.Module) -> Iterator[Change]:
    """Yield every change that may be made to a module."""
    returned = {
        id(node): function
        for function in ast.walk(tree)
        if isinstance(function, ast.FunctionDef)
        for node in _own(function)
        if isinstance(node, ast.Return)
    }
    for node in _changeable(tree):
        match node:
            case ast.Compare(ops=[operator]) if type(operator) in COMPARISONS:
                yield "comparison", node, _with(node, ops=[COMPARISONS[type(operator)]()])
            case ast.BoolOp(op=operator):
                yield "boolean", node, _with(node, op=ast.Or() if isinstance(operator, ast.And) else ast.And())
            case ast.UnaryOp(op=ast.Not(), operand=operand):
                yield "boolean", node, ast.unparse(operand)
            case ast.Constant(value=bool(value)):
                yield "constant", node, repr(not value)
            case ast.Constant(value=int(value) | float(value)):
                yield "constant", node, repr(value + 1)
            case ast.Constant(value=str(value)) if value and not _is_sentence(value):
                yield "text", node, repr(f"{value}x")
            case ast.BinOp(op=operator, left=left, right=right) if type(operator) in ARITHMETIC:
                if not any(isinstance(side, ast.JoinedStr | ast.Constant) and _is_text(side) for side in (left, right)):
                    yield "arithmetic", node, _with(node, op=ARITHMETIC[type(operator)]())
            case ast.JoinedStr(values=values):
                yield from _shorter(node, values)
            case ast.Call():
                yield from _fewer_arguments(node)
            case ast.IfExp(body=body, orelse=other):
                yield "condition", node, f"({ast.unparse(body)})"
                yield "condition", node, f"({ast.unparse(other)})"
            case ast.If(test=test):
                yield "condition", test, "True"
                yield "condition", test, "False"
            case ast.Expr(value=value) if not isinstance(value, ast.Constant):
                yield "statement", node, "pass"
            case ast.AugAssign() | ast.Assign(targets=[ast.Attribute() | ast.Subscript()]):
                yield "statement", node, "pass"
            case ast.Return(value=value) if value is not None and id(node) in returned:
                empty = _empty(returned[id(node)].returns)
                if empty and empty != ast.unparse(value):
                    yield "empty result", node, f"return {empty}"
            case ast.Slice(lower=lower, upper=upper) if lower is not None or upper is not None:
                yield "slice", node, ":"


def _own(function: ast.FunctionDef) -> Iterator[ast.AST]:
    """Yield the nodes of *function* without those of the functions in it."""
    waiting: list[ast.AST] = list(function.body)
    while waiting:
        node = waiting.pop()
        yield node
        if not isinstance(node, ast.FunctionDef | ast.Lambda | ast.ClassDef):
            waiting.extend(ast.iter_child_nodes(node))


def _changeable(node: ast.AST) -> Iterator[ast.AST]:
    """Yield the nodes in which a change can make a difference to a test."""
    for name, value in ast.iter_fields(node):
        if name in {"annotation", "returns", "decorator_list", "type_params", "bases", "format_spec"}:
            continue
        for child in value if isinstance(value, list) else [value]:
            if not isinstance(child, ast.AST) or _is_fixed(child, node):
                continue
            yield child
            # The pieces of an f-string have no place of their own in Python 3.11.
            if not isinstance(child, ast.JoinedStr):
                yield from _changeable(child)


def _is_fixed(node: ast.AST, inside: ast.AST) -> bool:
    match node:
        case ast.Expr(value=ast.Constant()) | ast.Import() | ast.ImportFrom() | ast.Raise() | ast.keyword(arg="strict"):
            return True
        case ast.Expr(value=ast.Call(func=ast.Name(id=name))) if name in TOLD:
            return True
        case ast.Assign(targets=[ast.Name(id=name)]) if name.startswith("__") or name in {"T", "model_config"}:
            return True
        case ast.Assign(value=ast.Call(func=ast.Name(id="frozenset" | "TypeVar"))):
            return False
        case ast.Assign(value=ast.Subscript() | ast.BinOp(op=ast.BitOr())) if isinstance(inside, ast.Module):
            return True  # the name of a type
        case ast.AnnAssign(value=ast.Call(func=ast.Name(id="field"))):
            return True
    return False


def _is_text(node: ast.AST) -> bool:
    return isinstance(node, ast.JoinedStr) or (isinstance(node, ast.Constant) and isinstance(node.value, str))


def _is_sentence(text: str) -> bool:
    """Tell whether *text* is something to read: words with spaces between, or a name with a capital."""
    return " " in text.strip() and any(character.isalpha() for character in text)


def _shorter(node: ast.JoinedStr, values: Sequence[ast.expr]) -> Iterator[Change]:
    """Yield the f-string without each of its pieces that is not a sentence."""
    for index, piece in enumerate(values):
        if isinstance(piece, ast.Constant) and _is_sentence(str(piece.value)):
            continue
        rest = [each for place, each in enumerate(values) if place != index]
        yield "piece of text", node, ast.unparse(ast.JoinedStr(rest)) if rest else '""'


MAY_LACK_LAST = frozenset(
    ["get", "enumerate", "round", "max", "min", "next", "getattr", "rstrip", "range", "sum", "entry"]
)
"""Functions that work without their last argument. Others fail wherever they are called: any test would notice."""


def _fewer_arguments(node: ast.Call) -> Iterator[Change]:
    """Yield a call without each of its named arguments, or without the last if it can do without; one that sorts
    the other way; and one that takes the largest for the smallest.

    What a record is made of is left alone: Python itself misses whatever is missing there.
    """
    name = node.func.attr if isinstance(node.func, ast.Attribute) else getattr(node.func, "id", "")
    if name in {"sorted", "sort"}:
        known = {each.arg: each.value for each in node.keywords}
        before = known.get("reverse")
        turned = not (isinstance(before, ast.Constant) and before.value)
        others = [each for each in node.keywords if each.arg != "reverse"]
        yield "order", node, _with(node, keywords=[*others, ast.keyword("reverse", ast.Constant(turned))])
        if "key" in known:
            yield "order", node, _with(node, keywords=[each for each in node.keywords if each.arg != "key"])
        return
    if name in {"min", "max"}:
        yield "order", node, _with(node, func=ast.Name({"min": "max", "max": "min"}[name]))
    if not name or name.lstrip("_")[:1].isupper() or name == "dict":
        return
    for each in node.keywords:
        if each.arg is not None:
            yield "argument", node, _with(node, keywords=[other for other in node.keywords if other is not each])
    if len(node.args) > 1 and name in MAY_LACK_LAST and not isinstance(node.args[-1], ast.Starred):
        yield "argument", node, _with(node, args=node.args[:-1])


def _empty(annotation: ast.expr | None) -> str:
    match annotation:
        case ast.Name(id=name):
            return EMPTY.get(name, COLLECTIONS.get(name, ""))
        case ast.Subscript(value=ast.Name(id="tuple"), slice=ast.Tuple(elts=[_, last])) if ast.unparse(last) != "...":
            return ""
        case ast.Subscript(value=ast.Name(id=name)):
            return COLLECTIONS.get(name, "")
        case ast.BinOp(op=ast.BitOr(), right=ast.Constant(value=None)):
            return "None"
    return ""


def _with(node: ast.AST, **fields: object) -> str:
    """Return the text of *node* with other *fields*, as one expression."""
    changed = deepcopy(node)
    for name, value in fields.items():
        setattr(changed, name, value)
    return f"({ast.unparse(changed)})"


def mutants(path: Path) -> Iterator[Mutant]:
    """Yield every mutant of a file that compiles."""
    source = path.read_bytes()
    text = source.decode()
    starts = [0]
    for line in source.splitlines(keepends=True):
        starts.append(starts[-1] + len(line))
    tree = ast.parse(text)
    bodies = [node.body for node in ast.walk(tree) if isinstance(node, ast.FunctionDef)]
    inside = {id(node) for body in bodies for statement in body for node in ast.walk(statement)}
    for kind, node, after in changes(tree):
        assert isinstance(node, ast.expr | ast.stmt | ast.Slice)
        start, end = starts[node.lineno - 1] + node.col_offset, starts[node.end_lineno - 1] + node.end_col_offset  # type: ignore[operator]
        before = source[start:end].decode()
        made = Mutant(
            path.relative_to(ROOT).as_posix(), node.lineno, kind, before, after, start, end, id(node) in inside
        )
        if _compiles(applied(made, source)):
            yield made


def applied(mutant: Mutant, source: bytes) -> bytes:
    """Return the *source* of its file with the change of *mutant*."""
    return source[: mutant.start] + mutant.after.encode() + source[mutant.end :]


def _compiles(source: bytes) -> bool:
    try:
        ast.parse(source)
    except SyntaxError:
        return False
    return True


def files(root: Path) -> Iterator[Path]:
    """Yield the files that are changed."""
    for part in PARTS:
        path = root / SOURCE / part
        yield from sorted(path.rglob("*.py")) if path.is_dir() else [path]


def drawn(seed: int, count: int, only: str) -> list[Mutant]:
    """Return *count* mutants, as many of each kind as there are, in turn; the same for the same *seed*."""
    by_kind: defaultdict[str, list[Mutant]] = defaultdict(list)
    for path in files(ROOT):
        if path.relative_to(ROOT).as_posix().startswith((only, f"{SOURCE.as_posix()}/{only}")):
            for mutant in mutants(path):
                by_kind[mutant.kind].append(mutant)
    chance = random.Random(seed)
    for found in by_kind.values():
        chance.shuffle(found)
    chosen: list[Mutant] = []
    while len(chosen) < count and any(by_kind.values()):
        for kind in sorted(by_kind):
            if by_kind[kind] and len(chosen) < count:
                chosen.append(by_kind[kind].pop())
    return chosen


# ── Runs ─────────────────────────────────────────────────────────────────────────────────────────────────────────────


@dataclass(frozen=True)
class Run:
    """What became of a run of tests."""

    failed: tuple[str, ...]
    """The tests that failed, the first alone unless all were asked; or why there was none to ask."""
    seconds: float
    executed: tuple[str, ...] = ()
    """The files of which a function was called, if that was asked."""
    asked: int = 0
    """How many tests were run."""


Tracer = Callable[[FrameType, str, object], None]


@dataclass(eq=False)
class Listener:
    """A plugin of pytest: leaves out what does not count, and notes what fails."""

    site: bool
    """Whether the tests that look at the finished site are asked, or all others."""
    tracer: Tracer | None = None
    failed: list[str] = field(default_factory=list)
    asked: int = 0

    def pytest_collection(self) -> None:
        """Begin to trace, if that is asked: what conftest.py imports is imported by then."""
        if self.tracer:
            threading.settrace(self.tracer)
            sys.settrace(self.tracer)

    def pytest_collection_modifyitems(self, items: list[Any]) -> None:
        """Leave out tests that do not count."""
        items[:] = [item for item in items if not COMMANDS & set(item.fixturenames)]
        items[:] = [item for item in items if bool(SITE & set(item.fixturenames)) == self.site]
        self.asked = len(items)

    def pytest_runtest_logreport(self, report: Any) -> None:
        """Note the tests that fail."""
        if report.failed:
            self.failed.append(report.nodeid)

    def pytest_collectreport(self, report: Any) -> None:
        """Note the modules that cannot be read."""
        if report.failed:
            self.failed.append(report.nodeid)


def run(
    tree: Path,
    modules: Sequence[str],
    limit: float,
    without: Iterable[str] = (),
    *,
    site: bool = False,
    trace: bool = False,
) -> Run:
    """Run test *modules* in *tree* in a process of their own, in this order, up to the first failure."""

    def fresh(pipe: int) -> None:
        _prepare(tree, trace=trace)
        executed: set[str] = set()
        known = {str(path): path.relative_to(tree).as_posix() for path in files(tree)}
        listener = Listener(site, _tracer(known, executed) if trace else None)
        options = ["-q", "--no-header", "-p", "no:cacheprovider", *(f"--deselect={each}" for each in without)]
        options += [] if trace else ["-x"]
        status = importlib.import_module("pytest").main([*options, *modules], plugins=[listener])
        sys.settrace(None)
        failed = listener.failed or ([] if status in (0, 5) else [f"pytest ends with {int(status)}"])
        told = {"failed": failed, "executed": sorted(executed), "asked": listener.asked}
        os.write(pipe, json.dumps(told).encode())

    return forked(fresh, limit)


def forked(work: Callable[[int], None], limit: float) -> Run:
    """Return what *work*, done in a fork of this process within *limit* seconds, writes to the pipe it is given."""
    began = time.monotonic()
    reading, writing = os.pipe()
    process = os.fork()
    if not process:
        try:
            os.close(reading)
            os.setsid()
            work(writing)
        finally:
            os._exit(0)
    os.close(writing)
    timer = threading.Timer(limit, _end, [process])
    timer.start()
    with os.fdopen(reading, "rb") as pipe:
        told = pipe.read()
    os.waitpid(process, 0)
    timer.cancel()
    _end(process)  # what the tests started and left
    seconds = time.monotonic() - began
    if not told:
        return Run(("time is up" if seconds >= limit else "the process ended",), seconds)
    answer = json.loads(told)
    return Run(tuple(answer["failed"]), seconds, tuple(answer["executed"]), answer["asked"])


def _end(process: int) -> None:
    try:
        os.killpg(process, signal.SIGKILL)
    except ProcessLookupError:
        return


def _prepare(tree: Path, *, trace: bool) -> None:
    """Make this process one that runs tests in *tree*, with a log and a temporary folder beside it."""
    os.chdir(tree)
    os.environ["PYTHONDONTWRITEBYTECODE"] = "" if trace else "1"
    sys.dont_write_bytecode = not trace
    temporary = tree.parent / "temporary"
    temporary.mkdir(exist_ok=True)
    os.environ["PYTEST_DISABLE_PLUGIN_AUTOLOAD"] = "1"
    os.environ["PYTHONPATH"] = str(tree / "scripts")  # whatever this environment has installed
    os.environ["TMPDIR"] = tempfile.tempdir = str(temporary)
    log = os.open(tree.parent / "log", os.O_RDWR | os.O_CREAT | os.O_TRUNC)
    for stream in (1, 2):
        os.dup2(log, stream)


def _tracer(known: Mapping[str, str], executed: set[str]) -> Tracer:
    """Return a function that notes the file of every function that is called, once it is imported."""
    seen: set[CodeType] = set()

    def trace(frame: FrameType, event: str, argument: object) -> None:
        code = frame.f_code
        if code not in seen:
            seen.add(code)
            # What runs while a module or a class is made is run by everyone who imports it.
            if code.co_filename in known and code.co_flags & CO_OPTIMIZED:
                executed.add(known[code.co_filename])

    return trace


CO_OPTIMIZED = 1
"""The flag of code that is a function's."""


def copied(folder: Path) -> Path:
    """Return a copy of the work tree in *folder*, committed, since the build asks for the commit."""
    listed = ["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard"]
    names = subprocess.run(listed, cwd=ROOT, check=True, capture_output=True, text=True).stdout.split("\0")
    tree = folder / "tree"
    for name in filter(None, names):
        if (ROOT / name).is_file():
            (tree / name).parent.mkdir(parents=True, exist_ok=True)
            shutil.copy2(ROOT / name, tree / name)
    author = ("-c", "user.name=mutants", "-c", "user.email=mutants@localhost")
    for command in (["init", "-q"], ["add", "-A"], [*author, "commit", "-q", "-m", "as it is"]):
        subprocess.run(["git", *command], cwd=tree, check=True)
    return tree


def test_modules() -> list[str]:
    """Return the test modules that reach the code, by what they and what they import say in their lines of import."""
    names = {path.relative_to(ROOT / SOURCE).with_suffix("").as_posix() for path in files(ROOT)}
    targets = {f"survey.{name.replace('/', '.').removesuffix('.__init__')}" for name in names}
    found = []
    for path in sorted((ROOT / "tests").glob("test_*.py")):
        text = path.read_text(encoding="utf-8")
        fixtures = ("catalogue", "tides", "written", *SITE)  # of conftest.py, which reaches everything
        reached = {target for module in _imports(ast.parse(text), "tests.x", False) for target in _closure(module)}
        if path.name not in NOT_COUNTED and (reached & targets or any(name in text for name in fixtures)):
            found.append(f"tests/{path.name}")
    return found


CLOSURES: dict[str, frozenset[str]] = {}


def _closure(module: str) -> frozenset[str]:
    """Return what is imported with a *module* of the survey."""
    if module not in CLOSURES:
        CLOSURES[module] = frozenset()
        path = ROOT / "scripts" / module.replace(".", "/")
        is_package = path.is_dir()
        path = path / "__init__.py" if is_package else path.with_suffix(".py")
        reached = {module}
        if module.startswith("survey") and path.is_file():
            for other in _imports(ast.parse(path.read_text(encoding="utf-8")), module, is_package):
                reached |= _closure(other)
        CLOSURES[module] = frozenset(reached)
    return CLOSURES[module]


def _imports(tree: ast.Module, module: str, is_package: bool) -> Iterator[str]:
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            yield from (each.name for each in node.names)
        elif isinstance(node, ast.ImportFrom):
            base = module.split(".") if is_package else module.split(".")[:-1]
            origin = [*(base[: len(base) - node.level + 1] if node.level else ()), *(node.module or "").split(".")]
            name = ".".join(filter(None, origin))
            yield name
            yield from (f"{name}.{each.name}" for each in node.names)


@dataclass(frozen=True)
class Verdict:
    """A mutant and what became of it."""

    mutant: Mutant
    killed: bool
    by: str
    seconds: float
    modules: int
    """How many test modules could have noticed it."""


@dataclass(frozen=True)
class Known:
    """What the tests do unchanged."""

    runs: Mapping[str, Run]
    """By test module."""
    site: tuple[str, ...]
    """The modules that look at the finished site."""
    seconds: float
    """How long those take together."""
    without: tuple[str, ...]
    """The tests that fail unchanged, in a copy in a temporary folder."""

    def able(self, mutant: Mutant) -> list[str]:
        """Return the test modules that execute the file of *mutant*: those that import it first, then the quickest."""
        name = mutant.path.removeprefix("scripts/").removesuffix(".py").replace("/", ".").removesuffix(".__init__")
        able = [
            module
            for module, done in self.runs.items()
            if mutant.path in done.executed and (done.seconds < LONGEST or _names(module, name))
        ]
        return sorted(
            able, key=lambda each: (self.runs[each].seconds > SLOW, not _names(each, name), self.runs[each].seconds)
        )

    def limit(self, modules: Iterable[str]) -> float:
        """Return how many seconds *modules* may take."""
        return 2 * sum(self.runs[module].seconds for module in modules) + SECONDS_MORE


SLOW = 8
"""Seconds from which on a test module comes late."""


@contextmanager
def changed(mutant: Mutant, tree: Path) -> Iterator[None]:
    """Change the file of *mutant* in *tree*, and take it back."""
    path = tree / mutant.path
    before = path.read_bytes()
    # Python would take what it compiled before, if the file is as large, and changed within the same second.
    for kept in path.parent.glob(f"__pycache__/{path.stem}.*.pyc"):
        kept.unlink()
    path.write_bytes(applied(mutant, before))
    try:
        yield
    finally:
        path.write_bytes(before)


def tried(mutant: Mutant, tree: Path, known: Known) -> Verdict:
    """Run the tests that execute the file of *mutant* in a process that imports all of them anew."""
    modules = known.able(mutant)
    with changed(mutant, tree):
        done = run(tree, modules, known.limit(modules), known.without) if modules else Run((), 0)
    return _verdict(mutant, done, len(modules))


def tried_on_the_site(mutant: Mutant, tree: Path, known: Known) -> Verdict:
    """Run the tests that look at the finished site."""
    with changed(mutant, tree):
        done = run(tree, known.site, 2 * known.seconds + SECONDS_MORE, known.without, site=True)
    return _verdict(mutant, done, len(known.site))


def _verdict(mutant: Mutant, done: Run, modules: int) -> Verdict:
    return Verdict(mutant, bool(done.failed), "".join(done.failed[:1]), done.seconds, modules)


# ── Many mutants in one process, which has imported everything and forks for each ────────────────────────────────────

WARM = ("catalogue", "tides")
"""Fixtures that only read content: made once, before the forks."""


class Session:
    """A plugin of pytest that runs the tests once for each mutant, each time in a fork with the function changed."""

    def __init__(self, tree: Path, chosen: Sequence[Mutant], known: Known, numbers: int, results: int) -> None:
        """*numbers* is a pipe from which several sessions take the next mutant, *results* one for what became of it."""
        self.tree, self.chosen, self.known, self.numbers, self.results = tree, chosen, known, numbers, results

    def pytest_collection_modifyitems(self, items: list[Any]) -> None:
        """Leave out tests that do not count."""
        items[:] = [item for item in items if not (COMMANDS | SITE) & set(item.fixturenames)]
        items[:] = [item for item in items if item.nodeid not in self.known.without]

    def pytest_runtestloop(self, session: Any) -> bool:
        """Run the tests that can notice it for each mutant."""
        by_module: dict[str, list[Any]] = {}
        for item in session.items:
            by_module.setdefault(item.nodeid.partition("::")[0], []).append(item)
        for fixture in WARM:
            ready = next((item for item in session.items if fixture in item.fixturenames), None)
            if ready is not None:
                other = next(item for item in session.items if item is not ready)
                ready.config.hook.pytest_runtest_protocol(item=ready, nextitem=other)
        while number := os.read(self.numbers, 8):
            mutant = self.chosen[int(number)]
            modules = self.known.able(mutant)
            items = [item for module in modules for item in by_module.get(module, ())]
            with changed(mutant, self.tree):
                done = forked(lambda pipe: self._fork(mutant, items, pipe), self.known.limit(modules))  # noqa: B023
            told = {"number": int(number), "failed": done.failed, "seconds": done.seconds, "modules": len(modules)}
            os.write(self.results, json.dumps(told).encode() + b"\n")
        return True

    def _fork(self, mutant: Mutant, items: Sequence[Any], pipe: int) -> None:
        replace_functions(self.tree / mutant.path, mutant)
        listener = Listener(site=False)
        for index, item in enumerate(items):
            if index == 0:
                item.config.pluginmanager.register(listener)
            following = items[index + 1] if index + 1 < len(items) else None
            item.config.hook.pytest_runtest_protocol(item=item, nextitem=following)
            if listener.failed:
                break
        os.write(pipe, json.dumps({"failed": listener.failed, "executed": [], "asked": len(items)}).encode())


CACHED = type(cache(len))


def replace_functions(path: Path, mutant: Mutant) -> None:
    """Give every function of a module that is imported the code that it has in the changed file, and forget results."""
    after = path.read_bytes()
    before = after[: mutant.start] + mutant.before.encode() + after[mutant.start + len(mutant.after.encode()) :]
    old, new = (_codes(_compiled(source, str(path))) for source in (before, after))
    pairs = {
        (name, code.co_firstlineno): others[index]
        for name, codes in old.items()
        for index, code in enumerate(codes)
        if len(others := new.get(name, [])) == len(codes)
    }
    for function in gc.get_objects():
        if isinstance(function, CACHED) and function.__module__.startswith("survey."):
            function.cache_clear()
        if not isinstance(function, FunctionType):
            continue
        code = function.__code__
        other = pairs.get((code.co_qualname, code.co_firstlineno)) if code.co_filename == str(path) else None
        if other is not None and len(other.co_freevars) == len(code.co_freevars):
            function.__code__ = other


def _compiled(source: bytes, name: str) -> CodeType:
    made: CodeType = SourceFileLoader("", name).source_to_code(source, name)
    return made


def _codes(code: CodeType) -> dict[str, list[CodeType]]:
    """Return all code inside of *code* by its qualified name."""
    found: dict[str, list[CodeType]] = {}
    waiting = [code]
    while waiting:
        for constant in waiting.pop(0).co_consts:
            if isinstance(constant, CodeType):
                found.setdefault(constant.co_qualname, []).append(constant)
                waiting.append(constant)
    return found


def in_sessions(chosen: Sequence[Mutant], trees: Sequence[Path], known: Known) -> Iterator[Verdict]:
    """Yield what becomes of mutants inside of functions, tried by one session in each tree."""
    if not chosen:
        return
    numbers, fill = os.pipe()
    os.write(fill, b"".join(b"%8d" % number for number in range(len(chosen))))
    os.close(fill)
    reading, results = os.pipe()
    children = []
    for tree in trees:
        child = os.fork()
        if not child:
            os.close(reading)
            _prepare(tree, trace=False)
            session = Session(tree, chosen, known, numbers, results)
            options = ["-q", "--no-header", "-p", "no:cacheprovider"]
            importlib.import_module("pytest").main([*options, *known.runs], plugins=[session])
            os._exit(0)
        children.append(child)
    os.close(results)
    os.close(numbers)
    with os.fdopen(reading, "rb") as pipe:
        for line in pipe:
            told = json.loads(line)
            done = Run(tuple(told["failed"]), told["seconds"])
            yield _verdict(chosen[told["number"]], done, told["modules"])
    for child in children:
        os.waitpid(child, 0)


def _names(module: str, name: str) -> bool:
    text = (ROOT / module).read_text(encoding="utf-8")
    package, _, last = name.rpartition(".")
    return name in text or (f"from {package} import" in text and last in text)


# ── Report ───────────────────────────────────────────────────────────────────────────────────────────────────────────


def report(verdicts: Sequence[Verdict], say: Callable[[str], None]) -> None:
    """Say which mutants survived, and the score by kind."""
    survivors = sorted(
        (each for each in verdicts if not each.killed), key=lambda each: (each.mutant.path, each.mutant.line)
    )
    for each in survivors:
        say(f"survived  {described(each.mutant)}  ({each.modules} test modules)")
    kinds = Counter(each.mutant.kind for each in verdicts)
    killed = Counter(each.mutant.kind for each in verdicts if each.killed)
    for kind in sorted(kinds):
        say(f"{kind:15} {killed[kind]:4} of {kinds[kind]:4}")
    share = 100 * killed.total() / max(len(verdicts), 1)
    say(f"{killed.total()} of {len(verdicts)} mutants are killed: {share:.1f} %")


def described(mutant: Mutant) -> str:
    """Return where a mutant is and what it changes, in one line."""
    before, after = (" ".join(text.split()) for text in (mutant.before, mutant.after))
    return f"{mutant.path}:{mutant.line}: {mutant.kind}: {_shortened(before)} → {_shortened(after)}"


def _shortened(text: str) -> str:
    return text if len(text) <= 120 else f"{text[:119]}…"


def main() -> None:
    """Draw mutants, run the tests against each, and report."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--count", type=int, default=200)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--only", default="", metavar="PATH", help="a file, or the beginning of a path")
    parser.add_argument("--jobs", type=int, default=os.cpu_count() or 1)
    parser.add_argument("--json", type=Path, metavar="FILE", help="write the result there, too")
    parser.add_argument("--site", action="store_true", help="ask the tests of the finished site about survivors, too")
    parser.add_argument("--again", type=Path, metavar="FILE", help="try only those that survived, by what --json wrote")
    parser.add_argument("--list", action="store_true", help="only list the mutants")
    options = parser.parse_args()
    earlier = [_read(each) for each in json.loads(options.again.read_bytes())["verdicts"]] if options.again else []
    chosen = [each.mutant for each in earlier if not each.killed]
    chosen = chosen if options.again else drawn(options.seed, options.count, options.only)
    if options.list:
        for mutant in chosen:
            print(described(mutant))
        return
    for library in PRELOADED.split():
        importlib.import_module(library)
    with tempfile.TemporaryDirectory() as folder:
        trees = copies(Path(folder), options.jobs)
        known = unchanged(trees, site=options.site)
        verdicts = [each for each in earlier if each.killed]
        inside, other = ([each for each in chosen if each.inside is kind] for kind in (True, False))
        made = (in_sessions(inside, trees, known), on_trees(trees, other, lambda each, tree: tried(each, tree, known)))
        for verdict in chain.from_iterable(made):
            verdicts.append(verdict)
            say(len(verdicts), verdict)
        if known.site:
            survivors = [each for each in verdicts if not each.killed]
            verdicts = [each for each in verdicts if each.killed]
            asked = [each.mutant for each in survivors]
            for verdict in on_trees(trees, asked, lambda each, tree: tried_on_the_site(each, tree, known)):
                verdicts.append(verdict)
                say(len(verdicts), verdict)
    report(verdicts, print)
    if options.json:
        told_all = {"seed": options.seed, "count": len(verdicts), "verdicts": [asdict(each) for each in verdicts]}
        options.json.write_text(json.dumps(told_all, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")


def _read(told: dict[str, Any]) -> Verdict:
    return Verdict(**{**told, "mutant": Mutant(**told["mutant"])})


def say(number: int, verdict: Verdict) -> None:
    """Print what became of a mutant."""
    told = f"killed by {verdict.by}" if verdict.killed else "SURVIVED"
    print(f"{number:4} {verdict.seconds:6.1f} s  {described(verdict.mutant)}: {told}", flush=True)


def copies(folder: Path, count: int) -> tuple[Path, ...]:
    """Return *count* copies of the work tree in *folder*."""
    trees = [copied(folder / "0")]
    for number in range(1, count):
        shutil.copytree(folder / "0", folder / str(number), symlinks=True)
        trees.append(folder / str(number) / "tree")
    return tuple(trees)


def unchanged(trees: Sequence[Path], *, site: bool) -> Known:
    """Return what the tests do unchanged. It is kept in the folder of builds until a test module changes."""
    modules = test_modules()
    before: dict[str, Any] = json.loads(KEPT.read_bytes()) if KEPT.is_file() else {}
    keys = {module: _key(module) for module in modules}
    missing = [module for module in modules if keys[module] not in before]
    runs = {module: Run(**before[key]) for module, key in keys.items() if key in before}
    for module, done in zip(missing, on_trees(trees, missing, _traced), strict=True):
        seen = f"{done.asked} tests, {len(done.executed)} files"
        print(f"{done.seconds:6.1f} s  {module}: {seen} {' '.join(done.failed)}", flush=True)
        runs[module] = done
    KEPT.parent.mkdir(exist_ok=True)
    KEPT.write_text(json.dumps({keys[module]: asdict(done) for module, done in runs.items()}), encoding="utf-8")
    without = tuple(failed for done in runs.values() for failed in done.failed if "::" in failed)
    print(f"left out, since they fail unchanged in a copy: {', '.join(without) or 'none'}", flush=True)
    runs = {module: done for module, done in runs.items() if done.executed}
    if not site:
        return Known(runs, (), 0, without)
    texts = {module: (ROOT / module).read_text(encoding="utf-8") for module in modules}
    looking = tuple(module for module, text in texts.items() if any(name in text for name in SITE))
    done = run(trees[0], looking, 3600, site=True, trace=True)
    print(f"{done.seconds:6.1f} s  the finished site: {done.asked} tests {' '.join(done.failed)}", flush=True)
    return Known(runs, looking, done.seconds, (*without, *done.failed))


KEPT = ROOT / "build" / "mutants.json"


def _key(module: str) -> str:
    """Return a hash of a test module and of the names of the files that are changed."""
    names = [path.relative_to(ROOT).as_posix() for path in files(ROOT)]
    return f"{module} {sha256((ROOT / module).read_bytes() + repr(names).encode()).hexdigest()}"


def _traced(module: str, tree: Path) -> Run:
    return run(tree, [module], 3 * LONGEST, trace=True)


LONGEST = 60
"""A test module that takes more seconds than these is asked only about code that it imports itself."""


def on_trees(trees: Sequence[Path], things: Iterable[T], do: Callable[[T, Path], R]) -> Iterator[R]:
    """Yield what *do* makes of each of *things*, in order; each tree has one of them at a time."""
    free = list(trees)

    def with_a_tree(thing: T) -> R:
        tree = free.pop()
        try:
            return do(thing, tree)
        finally:
            free.append(tree)

    with ThreadPoolExecutor(len(trees)) as pool:
        yield from pool.map(with_a_tree, things)


if __name__ == "__main__":
    main()
