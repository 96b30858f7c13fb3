"""Ways to look at results: a notebook, a terminal, a page."""
