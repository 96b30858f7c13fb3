"""Read a news page: title, lead, body and date of publication, by trafilatura."""

import json

from bpextract.errors import InputError, MissingExtraError


def read_html(page: str) -> tuple[str, str | None]:
    """Return the text of an HTML `page` (title first, a blank line between paragraphs) and its date of publication.

    Raises:
        MissingExtraError: trafilatura is not installed.
        InputError: no article is found in the page.
    """
    try:
        import trafilatura
    except ImportError as error:
        raise MissingExtraError('reading HTML needs trafilatura: pip install "bpextract[html]"') from error
    found = trafilatura.extract(
        page, output_format="json", with_metadata=True, include_comments=False, include_tables=True, favor_recall=True
    )
    if not found:
        raise InputError("no article found in the page; is it a news page, saved with its text?")
    fields = json.loads(found)
    title, body = (fields.get("title") or "").strip(), (fields.get("text") or "").strip()
    paragraphs = [line.strip() for line in body.split("\n") if line.strip()]
    if title and (not paragraphs or paragraphs[0] != title):
        paragraphs.insert(0, title)
    return "\n\n".join(paragraphs), fields.get("date")
