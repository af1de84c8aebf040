"""Who leads work on a mandate and who supports it; focal points; task forces."""
