"""What figures say: who did it, of what, where and when; a learned model reads it from the words around each."""
