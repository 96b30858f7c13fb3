"""Numbers, in digits and in words, and what they measure or count: a unit, a noun, a rate."""
