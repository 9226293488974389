"""The common work: eight phases of a month that every agent framework can express."""
