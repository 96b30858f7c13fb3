"""Batch jobs: from inputs to files of every table, in shards that any engine can work on."""
