"""From mentions to records: overlaps, one row for each entity, links between them."""
