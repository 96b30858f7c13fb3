"""Run the notebooks and store their outputs; with `--check`, fail where those stored say something else.

Each is run from top to bottom in a kernel of its own, two at a time. The text of outputs is compared word by word; of a
picture, that it is there.
Cells with the tag `java` are left as they are where there is no Java. The picture of a cell with the tag
`picture-NAME` is stored as docs/images/NAME.png, too.
"""

import argparse
import base64
import re
import shutil
import sys
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import nbformat
from nbclient import NotebookClient
from nbformat import NotebookNode

NOTEBOOKS = Path(__file__).parent.parent / "notebooks"
IMAGES = NOTEBOOKS.parent / "docs" / "images"
AT_ONCE = 2
MISSING = re.compile(r"\b(?:NaN|nan|None)\b|<NA>")  # versions of pandas write them differently


def run(path: Path) -> NotebookNode:
    """Return the notebook of `path` with the outputs it has now.

    Raises:
        nbclient.exceptions.CellExecutionError: a cell fails.
    """
    notebook = nbformat.read(path, as_version=4)
    client = NotebookClient(
        notebook, timeout=300, record_timing=False, resources={"metadata": {"path": str(path.parent)}}
    )
    if shutil.which("java") is None:
        client.skip_cells_with_tag = "java"  # they keep the outputs they have
    client.execute()
    notebook.metadata["language_info"] = {"name": "python"}  # without the version that ran it
    for cell in notebook.cells:
        if cell.cell_type == "code":
            cell.outputs = [output for output in cell.outputs if output.get("name") != "stderr"]
    return notebook


def store_pictures(notebook: NotebookNode) -> None:
    """Write the pictures that pages show."""
    for cell in notebook.cells:
        for tag in cell.metadata.get("tags", ()):
            if tag.startswith("picture-"):
                data = next(
                    output.data["image/png"] for output in cell.outputs if "image/png" in output.get("data", {})
                )
                (IMAGES / f"{tag.removeprefix('picture-')}.png").write_bytes(base64.b64decode(data))


def said(notebook: NotebookNode) -> list[list[str]]:
    """Return the words and kinds of the outputs of each cell."""
    cells = [cell.outputs for cell in notebook.cells if cell.cell_type == "code"]
    return [[word for output in outputs for word in _words(output)] for outputs in cells]


def _words(output: NotebookNode) -> list[str]:
    data = output.get("data", {})
    if "image/png" in data:
        return ["(picture)"]
    text = output.get("text") or data.get("text/plain", "")
    return MISSING.sub("NA", text).split()


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("notebooks", nargs="*", type=Path, default=sorted(NOTEBOOKS.glob("*.ipynb")))
    parser.add_argument("--check", action="store_true")
    options = parser.parse_args()
    stale = 0
    with ThreadPoolExecutor(AT_ONCE) as pool:
        notebooks = list(pool.map(run, options.notebooks))
    for path, notebook in zip(options.notebooks, notebooks, strict=True):
        if not options.check:
            nbformat.write(notebook, path)
            store_pictures(notebook)
            continue
        pairs = zip(said(nbformat.read(path, as_version=4)), said(notebook), strict=True)
        for number, (stored, now) in enumerate(pairs, 1):
            if stored != now:
                stale += 1
                print(
                    f"{path.name}, code cell {number}: stored\n  {' '.join(stored)}\nbut now\n  {' '.join(now)}",
                    file=sys.stderr,
                )
    if stale:
        print(f"{stale} outputs are out of date: run python {sys.argv[0]}", file=sys.stderr)
    return bool(stale)


if __name__ == "__main__":
    sys.exit(main())
