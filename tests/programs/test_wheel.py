"""The package as pip builds and installs it, without a checkout."""

import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
SCRIPTS = ROOT / "scripts"


def test_the_package_builds_a_site_where_there_is_no_checkout(tmp_path: Path, smallest: Path):
    """The wheel brings templates and theme; nothing is fetched to build it. The project is the current folder."""
    pip = [sys.executable, "-m", "pip", "--disable-pip-version-check", "--quiet", "--no-input"]
    wheels, target, project = tmp_path / "wheels", tmp_path / "installed", tmp_path / "project"
    alone = ["--no-index", "--no-deps"]
    subprocess.run([*pip, "wheel", *alone, "--no-build-isolation", "--wheel-dir", wheels, ROOT], check=True)
    subprocess.run([*pip, "install", *alone, "--target", target, *wheels.glob("*.whl")], check=True)
    shutil.copytree(smallest / "content", project / "content")
    for name, source in (("base.yml", ROOT), ("mkdocs.yml", smallest)):
        config = (source / "mkdocs.yml").read_text(encoding="utf-8")
        config = re.sub(r'INHERIT: ".*"', 'INHERIT: "base.yml"', re.sub(r"  custom_dir: .*\n", "", config))
        (project / name).write_text(config, encoding="utf-8")
    environment = {**os.environ, "PYTHONPATH": str(target)}
    done = subprocess.run(
        [target / "bin" / "survey", "build"], cwd=project, env=environment, capture_output=True, text=True
    )
    assert done.returncode == 0, done.stderr
    assert not list(target.rglob("cache")), "nothing is written where the program is"
    by_script = [sys.executable, str(SCRIPTS / "build.py"), f"--project={project}", f"--build-dir={tmp_path}/build"]
    subprocess.run(by_script, check=True, capture_output=True)
    assert files(project / "build" / "site") == files(tmp_path / "build" / "site")


def files(site: Path) -> dict[str, bytes]:
    return {path.relative_to(site).as_posix(): path.read_bytes() for path in site.rglob("*") if path.is_file()}
