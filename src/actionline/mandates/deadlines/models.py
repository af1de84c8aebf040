"""When work on a mandate is due: occurrences with their steps before, done or overdue."""
