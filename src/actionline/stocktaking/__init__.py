"""The public register of who does what: calls, submissions, moderation, projects."""
