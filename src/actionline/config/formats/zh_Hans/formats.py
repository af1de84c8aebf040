"""Chinese numbers: in thousands."""

THOUSAND_SEPARATOR = ","
NUMBER_GROUPING = 3
