"""Dates: days, months, years, quarters, decades, and spans of them."""

from bpextract.components.dates.finder import DatesFinder

__all__ = ["DatesFinder"]
