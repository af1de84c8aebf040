"""Benchmarks: what we take against what a named other program takes, in the same run."""
