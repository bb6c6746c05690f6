"""`nianbao` and `python -m assistant`."""

import sys


def main() -> None:
    """Open the app at once when nothing else is asked for; the commands take longer to import."""
    if len(sys.argv) > 1 or not (sys.stdin.isatty() and sys.stdout.isatty()):
        from assistant.cli import main as run_command

        run_command()
        return
    from assistant.errors import UserError
    from assistant.tui.app import run

    try:
        run()
    except UserError as error:
        print(error, file=sys.stderr)
        sys.exit(2)


if __name__ == "__main__":
    main()
