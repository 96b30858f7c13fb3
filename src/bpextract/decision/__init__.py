"""The one decision about names: all candidates of a text in a lattice, scored by a small learned model."""
