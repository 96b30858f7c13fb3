"""Engines: where shards are worked on. Each is a function from shards to rows of the manifest, in any order."""
