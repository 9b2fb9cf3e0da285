"""What the figures in docs/measurements.md come from; each module runs by itself."""
