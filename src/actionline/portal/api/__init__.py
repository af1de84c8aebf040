"""The JSON interface: addresses for the resources that rooms register (`common.api`).

`door` lets a request in and is all that is imported at the start; `service` and what it needs
come with the first request.
"""
