"""Action line roadmaps and operational plans: what is planned to answer mandates."""
