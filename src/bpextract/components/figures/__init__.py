"""Figures: which numbers are some, how far each goes, and what bounds it; a module for each idea."""

from bpextract.components.figures.finder import FiguresFinder

__all__ = ["FiguresFinder"]
