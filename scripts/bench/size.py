#!/usr/bin/env python3
"""Print the size and structure of the code in scripts/, of one checkout or of several side by side.

It counts Python files, lines, functions, classes, dataclasses without a method, private functions with one caller and
modules that one other module imports, and lists the largest modules.
"""

import argparse
import ast
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

HERE = Path(__file__).resolve().parents[2]
LARGEST = 5

Trees = Mapping[str, ast.Module]
"""Importable module name to syntax tree."""


def main() -> None:
    """Print a table with a column for each checkout, then the largest modules."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument(
        "--root",
        type=Path,
        action="append",
        metavar="DIR",
        help="a checkout; may be given again to compare (default: this one)",
    )
    roots = parser.parse_args().root or [HERE]
    columns = [measures(root) for root in roots]
    print_row("", [root.resolve().name for root in roots])
    for label in columns[0]:
        print_row(label, [f"{column[label]:,}" for column in columns])
    for root in roots:
        print(f"\nlargest modules of {root.resolve().name}, in lines:")
        for name, lines in largest(root):
            print(f"  {lines:5,}  {name}")


def print_row(label: str, cells: Sequence[str]) -> None:
    """Print a line of the table."""
    print(f"{label:42}" + "".join(f"{cell:>14}" for cell in cells))


def python_files(root: Path) -> list[Path]:
    """Return the Python files to count."""
    return sorted((root / "scripts").rglob("*.py"))


def measures(root: Path) -> Mapping[str, int]:
    """Return label to number, for the checkout in *root*."""
    files = python_files(root)
    trees = {module_name(root, path): ast.parse(path.read_bytes()) for path in files}
    library = [name for name in trees if name.split(".")[0] == "survey"]
    classes = [node for tree in trees.values() for node in ast.walk(tree) if isinstance(node, ast.ClassDef)]
    importers = Counter(name for module, tree in trees.items() for name in set(imported(module, tree, trees)))
    return {
        "Python files": len(files),
        "modules of survey": len(library),
        "lines": sum(map(lines, files)),
        "lines of survey": sum(lines(path) for path in files if root / "scripts/survey" in path.parents),
        "functions": sum(isinstance(node, ast.FunctionDef) for tree in trees.values() for node in ast.walk(tree)),
        "classes": len(classes),
        "dataclasses without a method": sum(is_dataclass(each) and not has_method(each) for each in classes),
        "private functions": sum(len(private_functions(tree)) for tree in trees.values()),
        "private functions with one caller": sum(called_once(tree) for tree in trees.values()),
        "modules that one other module imports": sum(importers[name] == 1 for name in library),
    }


def largest(root: Path) -> list[tuple[str, int]]:
    """Return the largest modules with their numbers of lines."""
    sizes = ((module_name(root, path), lines(path)) for path in python_files(root))
    return sorted(sizes, key=lambda each: (-each[1], each[0]))[:LARGEST]


def lines(path: Path) -> int:
    """Return the number of lines of a file."""
    return len(path.read_bytes().splitlines())


def module_name(root: Path, path: Path) -> str:
    """Return the importable name of a file below scripts/."""
    parts = path.relative_to(root / "scripts").with_suffix("").parts
    return ".".join(parts[:-1] if parts[-1] == "__init__" else parts)


def imported(module: str, tree: ast.Module, known: Trees) -> Iterator[str]:
    """Yield the modules of *known* that *module* imports anywhere; a package only if a name of its own is imported."""
    inside = module.split(".")
    if not any(name.startswith(f"{module}.") for name in known):
        inside.pop()
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names if alias.name in known)
        elif isinstance(node, ast.ImportFrom):
            start = inside[: len(inside) - node.level + 1] if node.level else []
            origin = ".".join([*start, *([node.module] if node.module else [])])
            for alias in node.names:
                name = f"{origin}.{alias.name}"
                yield from (
                    each for each in ([name] if name in known else [origin]) if each in known and each != module
                )


def is_dataclass(node: ast.ClassDef) -> bool:
    """Return whether a class is a dataclass."""
    return any("dataclass" in ast.unparse(decorator) for decorator in node.decorator_list)


def has_method(node: ast.ClassDef) -> bool:
    """Return whether a class defines a method or property."""
    return any(isinstance(each, ast.FunctionDef) for each in node.body)


def private_functions(tree: ast.Module) -> list[str]:
    """Return the names of a module's private functions, without methods."""
    return [each.name for each in tree.body if isinstance(each, ast.FunctionDef) and is_private(each.name)]


def is_private(name: str) -> bool:
    """Return whether a name begins with one underscore."""
    return name.startswith("_") and not name.startswith("__")


def called_once(tree: ast.Module) -> int:
    """Return the number of private functions that their module names once, not counting their own bodies."""
    wanted = set(private_functions(tree))
    used = Counter[str]()
    for statement in tree.body:
        own = statement.name if isinstance(statement, ast.FunctionDef) else ""
        names = (node.id for node in ast.walk(statement) if isinstance(node, ast.Name))
        used.update(name for name in names if name in wanted and name != own)
    return sum(used[name] == 1 for name in wanted)


if __name__ == "__main__":
    main()
