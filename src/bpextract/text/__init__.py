"""From raw text to tokens, sentences and sections; every step keeps exact offsets."""
