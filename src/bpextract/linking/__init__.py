"""The same person, place and body across the documents of a corpus."""
