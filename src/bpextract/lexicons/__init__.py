"""Lexicons: TSV files beside this module, their schemas, and phrase matching over tokens."""
