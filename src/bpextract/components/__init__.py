"""Finders: each reads an annotation and returns the mentions of one label; the modules beside them hold one idea each."""
