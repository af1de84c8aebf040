"""Actionline: from a summit's resolutions to what was done about them."""

__version__ = "0.1.0"
