"""Finders: each reads an annotation and returns the mentions of one label; other modules hold one idea each.

In the examples of comments and docstrings, `|` marks the border that is meant: `20 nhà | ở Hà Nội` says that the figure
ends before `ở`.
"""
