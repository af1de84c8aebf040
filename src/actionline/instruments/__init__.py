"""Resolutions: their editions, provisions, citations, and proposals to revise them."""
