"""The `actionline` command. Reading must start fast: Django is imported only where needed."""

from __future__ import annotations

import os
import sys


def main(arguments: list[str] | None = None) -> int:
    """Run one command; without one, or with options only, serve the site. Gives the exit status."""
    arguments = list(sys.argv[1:] if arguments is None else arguments)
    if not arguments or (arguments[0].startswith("-") and arguments[0] not in ("-h", "--help")):
        arguments.insert(0, "serve")
    command, rest = arguments[0], arguments[1:]
    if command == "read":
        from actionline.reading.cli import main as read

        return read(rest)
    if command == "test":
        from actionline.quality import main as test

        return test(rest)
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "actionline.config.settings")
    if command in ("help", "-h", "--help") and not rest:
        from actionline.manual import main as manual

        return manual()
    from django.core.exceptions import ImproperlyConfigured
    from django.core.management import execute_from_command_line
    from django.db import Error

    _compile_messages()
    try:
        execute_from_command_line(["actionline", *arguments])
    except KeyboardInterrupt:
        return 130  # as shells count a Ctrl-C
    except ImproperlyConfigured as error:  # a setting: what is wrong, and what to write
        print(error, file=sys.stderr)
        return 2
    except Error:
        if not (fault := _database_fault()):
            raise  # ours: it answers and is as it has to be
        print(fault, file=sys.stderr)
        return 2
    return 0


def _database_fault() -> str:
    """What is wrong with the database, and what to do; empty where nothing is."""
    from actionline.common import checks

    faults = [each for each in checks.database() if each.level is checks.Level.FAIL]
    return " ".join(f"{each.what.capitalize()}: {each.state}. {each.advice}" for each in faults)


def _compile_messages() -> None:
    """Have the interface in all its languages; without that it goes on, in English."""
    from actionline.common.messages import MessagesError, compile_stale

    try:
        compile_stale()
    except MessagesError as error:
        print(f"The translations are not up to date: {error}", file=sys.stderr)
