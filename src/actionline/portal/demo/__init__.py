"""A believable year, for development and tests; never for a site that people rely on.

Everything in it is marked: the documents say in their first words that they are demonstrations,
people are offices with addresses at example.org, and a site that holds any of it says so on every
page (`mark`). The stages build on one another; each may be run again.
"""
