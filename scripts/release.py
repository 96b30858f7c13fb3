"""Build what is released, and try it where nothing of this repository is: wheel, source, and a list of what it needs.

    pip install -e '.[release]' && python scripts/release.py

Writes into dist/, which is emptied first: the source, the wheel, and an SBOM in CycloneDX of the wheel with all that a
plain `pip install bpextract` brings. The wheel is then tried by `scripts/smoke.py` in the virtual environment that the
SBOM tells of, with sockets blocked. Nothing is uploaded.
"""

import shutil
import subprocess
import sys
import tempfile
import venv
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
DIST = ROOT / "dist"
SMOKE = ROOT / "scripts" / "smoke.py"
# Put into the environment, and so into every process that one there starts.
BLOCK = '''"""Refuses sockets that lead off this machine's own processes."""

import socket
import sys

LOCAL = getattr(socket, "AF_UNIX", None)


def refuse(event, args):
    asked = event in ("socket.getaddrinfo", "socket.gethostbyname")
    if asked or (event in ("socket.connect", "socket.sendto", "socket.bind") and args[0].family != LOCAL):
        raise PermissionError(f"sockets are blocked: {event} {args[1:] or args}")


sys.addaudithook(refuse)
'''


def run(*command: str | Path, cwd: Path = ROOT) -> None:
    """Run a command, named first; what fails ends the release with the command's own status."""
    print("+", *command, flush=True)
    done = subprocess.run([str(part) for part in command], cwd=cwd)
    if done.returncode:
        sys.exit(done.returncode)


def built() -> Path:
    """Build source and wheel into `DIST`, check their descriptions, and return the wheel."""
    shutil.rmtree(DIST, ignore_errors=True)
    run(sys.executable, "-m", "build", "--outdir", DIST)
    run(sys.executable, "-m", "twine", "check", "--strict", *sorted(DIST.iterdir()))
    (wheel,) = DIST.glob("*.whl")
    return wheel


def installed(wheel: Path, folder: Path) -> Path:
    """Return the Python of a new environment in `folder` that holds the wheel, what it needs, and nothing else."""
    venv.create(folder, with_pip=False)
    python = folder / "bin" / "python"
    run(sys.executable, "-m", "pip", "--python", python, "install", "--quiet", wheel)
    return python


def block_sockets(python: Path) -> None:
    """Let no process of the environment of `python` reach a network from now on."""
    (packages,) = python.parent.parent.glob("lib/python3*/site-packages")
    (packages / "no_sockets.py").write_text(BLOCK, encoding="utf-8")
    (packages / "no_sockets.pth").write_text("import no_sockets\n", encoding="utf-8")


def main() -> None:
    """Build, list, try."""
    wheel = built()
    with tempfile.TemporaryDirectory() as folder:
        away = Path(folder)
        python = installed(wheel, away / "environment")
        bom = DIST / f"{wheel.name.split('-py3')[0]}.cdx.json"
        run(
            sys.executable, "-m", "cyclonedx_py", "environment", "--pyproject", ROOT / "pyproject.toml",
            "--mc-type", "library", "--output-reproducible", "-o", bom, python,
        )  # fmt: skip
        block_sockets(python)
        shutil.copy(SMOKE, away)
        run(python, "-I", away / SMOKE.name, cwd=away)
    print("ready:", *(path.relative_to(ROOT) for path in sorted(DIST.iterdir())))


if __name__ == "__main__":
    main()
