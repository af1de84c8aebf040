"""The shared vocabulary: bodies and the meetings calendar."""
