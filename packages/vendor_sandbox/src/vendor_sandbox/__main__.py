"""Google Drive, Google Sheets and SendGrid on loopback, over the folder --root."""

import argparse
import sys
from collections.abc import Sequence
from pathlib import Path

from vendor_sandbox.server import FOLLOW, serve
from vendor_sandbox.storage.workspace import WorkspaceInUseError


def main(command: Sequence[str] | None = None) -> int:
    """Parse a command line, by default that of the process, and serve.

    Returns 1 when the folder or the port is taken.
    """
    parser = argparse.ArgumentParser(prog="vendor-sandbox", description=__doc__)
    parser.add_argument("--root", type=Path, required=True, help="folder that holds the state")
    parser.add_argument("--port", type=int, default=0, help="0 takes a free port")
    parser.add_argument("--follow", type=float, default=FOLLOW, help="seconds until .xlsx follow")
    parser.add_argument(
        "--looks-every", type=float, default=0.0, help="seconds until hand edits are seen"
    )
    parser.add_argument("--empty", action="store_true", help="start from nothing")
    parser.add_argument(
        "--no-disk-wait", action="store_true", help="a power cut may lose what was answered"
    )
    arguments = parser.parse_args(command)
    try:
        serve(
            root=arguments.root,
            port=arguments.port,
            empty=arguments.empty,
            follow=arguments.follow,
            looks_every=arguments.looks_every,
            waits_for_disk=not arguments.no_disk_wait,
        )
    except (WorkspaceInUseError, OSError) as problem:
        print(problem, file=sys.stderr)
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())
