"""Settings, addresses and the server entry points."""
