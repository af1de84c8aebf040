"""The matrix: which action line serves which goal, target or GDC objective, and why."""
