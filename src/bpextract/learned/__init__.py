"""What the learned models share: how their weights are stored, their arrays, and the one thread that they run in."""
