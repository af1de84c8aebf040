"""`actionline help`: our commands on one screen. Each command tells its own line."""

from __future__ import annotations

from textwrap import fill

WIDTH = 98

FIRST = {
    "serve": "Start the site and its worker (this is what ./run does alone). --host, --port.",
    "read FILE": "Read a document and print what it says. --help tells in which forms.",
    "test": "Run every check. With arguments: run pytest with them, and nothing else.",
}
LATER = {
    "migrate": "Bring the database to the present version (serve does it too).",
    "help COMMAND": "Tell a command's options; `django-admin help` tells Django's own.",
}


def main() -> int:
    """Print them, gathered from the rooms' `management/commands`."""
    import django
    from django.core.management import get_commands, load_command_class

    django.setup()
    ours = {
        name: load_command_class(app, name).help
        for name, app in sorted(get_commands().items())
        if isinstance(app, str) and app.startswith("actionline.") and name not in FIRST
    }
    print("actionline COMMAND\n")
    for name, text in (FIRST | ours | LATER).items():
        print(fill(text, WIDTH, initial_indent=f"  {name:<16} ", subsequent_indent=" " * 19))
    return 0
