"""The `actionline` command. Reading must start fast: Django is imported only where needed."""

from __future__ import annotations

import os
import sys


def main(arguments: list[str] | None = None) -> int:
    arguments = sys.argv[1:] if arguments is None else arguments
    if arguments and arguments[0] == "read":
        from actionline.reading.cli import main as read

        return read(arguments[1:])
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "actionline.config.settings")
    from django.core.management import execute_from_command_line

    execute_from_command_line(["actionline", *arguments])
    return 0
