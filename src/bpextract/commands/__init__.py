"""What the commands say and do beside extracting: their options, how they end, and `evaluate`, `check` and `link`."""
