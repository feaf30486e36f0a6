"""`relocalisons …`: the command line; each command imports what it needs when it runs."""

import sys

from relocalisons.cli.application import run_application


def main() -> None:
    """Entry point of the console script."""
    sys.exit(run_application())


if __name__ == "__main__":
    main()
