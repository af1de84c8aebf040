"""Translations of what people write: rows beside the records, a desk, XLIFF, an engine.

A room makes its texts known with `registry.register`; its pages load them with `shown.load` and
show them with `{% translated %}`. docs/developers/translations.md tells how.
"""
