"""Timings of the model, and of the same small work on other frameworks."""
