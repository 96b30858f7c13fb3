"""One self-contained page to look through the results: no network, no build step.

The page carries its data (see `blobs`) as compressed JSON, opened when it is looked at. base64 has no character that
HTML could take for markup, and the script puts every text in as text nodes, so nothing in an article can become part
of the page.
"""

import base64
import gzip
import json
import re
from importlib.resources import files
from typing import TYPE_CHECKING, Any

from bpextract.report.blobs import blobs
from bpextract.report.palette import rules
from bpextract.tableset import TableSet

if TYPE_CHECKING:
    from bpextract.linking.linked import Linked

_STYLES = ("report", "text", "tables", "lists", "drawings", "screens")
_SCRIPTS = (
    "data", "fold", "document", "text", "hits", "tip", "rows", "csv", "table", "walk", "who", "search", "svg", "chart",
    "series", "zoom", "map", "timeline", "documents", "page",
)  # fmt: skip
_PLACE = re.compile(r"%%([A-Z_]+)%%")


def page(result: TableSet, linked: "Linked | None" = None) -> str:
    """Return the report of `result` as one HTML page.

    Where the texts are not kept they are put together from the sentences, each on a line of its own.

    Args:
        linked: who is who across the documents; without it a person or body has a page for each document.
    """
    static = files("bpextract.report") / "static"
    style = "".join((static / "style" / f"{name}.css").read_text("utf-8") for name in _STYLES)
    parts = {
        "STYLE": (static / "tabulator.min.css").read_text("utf-8") + style + rules(result.labels, "mark", "#legend "),
        "TABULATOR": (static / "tabulator.min.js").read_text("utf-8"),
        "SCRIPT": "".join((static / "script" / f"{name}.js").read_text("utf-8") for name in _SCRIPTS),
        "BLOBS": "\n".join(
            f'<script type="text/plain" id="blob-{name}">{_packed(data)}</script>'
            for name, data in blobs(result, linked)
        ),
    }
    template = (static / "report.html").read_text("utf-8")
    return _PLACE.sub(lambda place: parts[place[1]], template)


def _packed(data: Any) -> str:
    plain = json.dumps(data, separators=(",", ":"), allow_nan=False)  # as ASCII, which holds half a surrogate pair, too
    packed = gzip.compress(plain.encode("ascii"), compresslevel=6, mtime=0)  # no time stamp: same results, same page
    return base64.b64encode(packed).decode("ascii")
