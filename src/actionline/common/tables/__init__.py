"""Tables in and out, one way for all rooms.

A room says once what a table of its records looks like (`table.Table`, `columns.Column`) and
registers it from `AppConfig.ready`; it then has a page that takes CSV, spreadsheets and JSON, tries
them, tells what is wrong row by row, takes them in batches and takes them back. What a room
gives away goes through `writing`, in the same columns. docs/developers/tables.md tells how.
"""
