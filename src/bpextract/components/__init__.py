"""Finders: pure functions `find_…(annotation, …) -> list[Mention]`, one module an idea, and their thin spaCy components."""
