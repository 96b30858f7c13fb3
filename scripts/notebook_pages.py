"""A hook of MkDocs: the notebooks, as they are stored, are pages of the site."""

import json
import re
from pathlib import Path
from typing import Any

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import File, Files
from mkdocs.structure.pages import Page

NOTEBOOKS = Path(__file__).parent.parent / "notebooks"
LINK = re.compile(r"\]\((?:\.\./)+notebooks/(\w+)\.ipynb\)")


def on_files(files: Files, config: MkDocsConfig) -> Files:
    """Add a page for each notebook."""
    for path in sorted(NOTEBOOKS.glob("*.ipynb")):
        files.append(File.generated(config, f"notebooks/{path.stem}.md", content=page(path)))
    return files


def on_page_markdown(markdown: str, page: Page, config: MkDocsConfig, files: Files) -> str:
    """Let links to notebooks, which lead into the repository, lead to their pages."""
    up = "../" * page.file.src_uri.count("/")
    return LINK.sub(rf"]({up}notebooks/\1.md)", markdown)


def page(path: Path) -> str:
    """Return a notebook in Markdown, with its stored outputs."""
    parts = []
    for cell in json.loads(path.read_text(encoding="utf-8"))["cells"]:
        source = "".join(cell["source"])
        if cell["cell_type"] == "markdown":
            parts.append(source)
        else:
            parts.append(f"```python\n{source}\n```")
            parts += [output(each) for each in cell["outputs"]]
    return "\n\n".join([*parts, f"*This page is the notebook `notebooks/{path.name}` of the project.*\n"])


def output(stored: dict[str, Any]) -> str:
    """Return an output in Markdown: a picture, a table, or text."""
    data = stored.get("data", {})
    if "image/png" in data:
        return f'<img alt="a plot" src="data:image/png;base64,{"".join(data["image/png"]).strip()}">'
    if "text/html" in data:
        shown = re.sub(r"<style scoped>.*?</style>", "", "".join(data["text/html"]), flags=re.DOTALL)
        shown = shown.replace('<table border="1" class="dataframe">', "<table>")  # so that the theme styles it
        shown = re.sub(r"\n\s*\n", "\n", shown)  # an empty line would end the HTML
        return f'<div class="output">{shown}</div>'
    text = "".join(stored.get("text") or data.get("text/plain", ""))
    return f"```text\n{text.rstrip()}\n```"
