"""Arabic dates as the United Nations write them: the day first, no commas; thousands apart."""

DATE_FORMAT = "j F Y"
SHORT_DATE_FORMAT = "j M Y"
DATETIME_FORMAT = "j F Y، H:i"
YEAR_MONTH_FORMAT = "F Y"
MONTH_DAY_FORMAT = "j F"
SHORT_DATETIME_FORMAT = "j M Y، H:i"
THOUSAND_SEPARATOR = "\xa0"
NUMBER_GROUPING = 3
