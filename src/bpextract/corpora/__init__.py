"""Annotated articles and examples: read them, and measure a pipeline against them."""
