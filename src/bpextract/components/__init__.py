"""Finders: each reads an annotation and returns the mentions of one label; other modules hold one idea each."""
