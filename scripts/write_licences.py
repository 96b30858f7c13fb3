"""Write docs/licences.md: every package that bpextract or an extra of it brings along, with its licence.

    pip install -e '.[dev]' && python scripts/write_licences.py

What is installed here is looked at (by pip-licenses); what only other systems need is named without its licence.
"""

import json
import re
import subprocess
import sys
from importlib.metadata import PackageNotFoundError, requires
from pathlib import Path

from packaging.requirements import Requirement

PAGE = Path(__file__).resolve().parent.parent / "docs" / "licences.md"
EXTRAS = ("html", "duckdb", "dask", "spark", "cloud", "link", "excel")
HEAD = """# Licences

bpextract is under the Apache License 2.0; what it holds of others is in `NOTICE`. It runs with these packages, which
`pip` installs beside it and which are under their own licences. Made by `scripts/write_licences.py` with pip-licenses;
change that, not this page.
"""


def name_of(package: str) -> str:
    """Return the name of a package as registries compare it."""
    return re.sub(r"[-_.]+", "-", package).lower()


def brought(extra: str) -> set[str]:
    """Return the packages that `bpextract` or, where it is not empty, an extra of it needs, directly or not."""
    found: set[str] = set()
    left = [("bpextract", extra)]
    seen = set()
    while left:
        package, wanted = left.pop()
        if (package, wanted) in seen:
            continue
        seen.add((package, wanted))
        try:
            needed = map(Requirement, requires(package) or ())
        except PackageNotFoundError:
            continue
        for requirement in needed:
            if requirement.marker is None or requirement.marker.evaluate({"extra": wanted}):
                name = name_of(requirement.name)
                found.add(name)
                left += [(name, each) for each in ("", *requirement.extras)]
    return found - {"bpextract"}


def licences() -> dict[str, tuple[str, str, str]]:
    """Return name, licence and address of each installed package, by its compared name."""
    command = [
        sys.executable,
        "-m",
        "piplicenses",
        "--python",
        sys.executable,
        "--from=mixed",
        "--with-system",
        "--format=json",
        "--with-urls",
    ]
    told = json.loads(subprocess.run(command, check=True, capture_output=True, text=True).stdout)
    return {name_of(each["Name"]): (each["Name"], each["License"], each["URL"]) for each in told}


def main() -> None:
    """Write the page."""
    known = licences()
    always = brought("")
    sections = [("Always", always), *((f"With `bpextract[{extra}]`", brought(extra) - always) for extra in EXTRAS)]
    lines = [HEAD]
    for title, packages in sections:
        lines += [f"## {title}", "", "| package | licence |", "| --- | --- |"]
        for package in sorted(packages):
            name, licence, address = known.get(package, (package, "not installed where this page was made", ""))
            licence = " ".join(licence.split()).replace("|", "/")
            lines.append(f"| {f'[{name}]({address})' if address.startswith('http') else name} | {licence[:80]} |")
        lines.append("")
    PAGE.write_text("\n".join(lines), encoding="utf-8")
    unknown = sorted(name for name in always if "UNKNOWN" in known.get(name, ("", "UNKNOWN", ""))[1])
    print(f"{PAGE.name} written" + (f"; look up by hand: {', '.join(unknown)}" if unknown else ""))


if __name__ == "__main__":
    main()
