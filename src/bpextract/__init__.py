"""Vietnamese news as tables."""
