"""Batch jobs: from inputs to files of every table, in constant memory."""
