"""Make the rows of the dates table."""

from bpextract.annotation import Annotation
from bpextract.schema import Date


def dates_records(annotation: Annotation) -> list[Date]:
    """Return a row for each DATE mention, in text order; mentions have their ids."""
    return [
        Date(
            date_id=number,
            mention_id=mention.id,
            start_date=mention.start_date,
            end_date=mention.end_date,
            value=mention.value,
            precision=mention.precision,
            resolved_from=mention.resolved_from,
        )
        for number, mention in enumerate(annotation.dates)
    ]
