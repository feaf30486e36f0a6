"""`relocalisons login`: sign in as the project's own account and keep the refresh token."""

import contextlib
import os
import sys
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import urlsplit

import typer

from relocalisons.cli.secret_files import usual_secret, write_secret
from relocalisons.settings import Settings, load_settings
from tasks.google.login import (
    SignedIn,
    authorisation_address,
    finish,
    open_flow,
    sign_in_by_browser,
    signed_in,
)

_KEY = "RELOCALISONS_GOOGLE_KEY"
_LOOPBACK = frozenset({"127.0.0.1", "localhost", "::1"})


def log_in(
    *,
    programme: str,
    account: str,
    keep: Path | None,
    show: bool,
    headless: bool,
    browser: bool,
) -> None:
    """Sign in, then keep the secret in a file of mode 0600, or print it alone on stdout."""
    # The key that is about to be made may be named already, and its file not exist yet.
    environment = {name: value for name, value in os.environ.items() if not name.startswith(_KEY)}
    settings = load_settings(programme, environment=environment)
    # All that is said goes to stderr: with `--print`, stdout is the secret and nothing else.
    with contextlib.redirect_stdout(sys.stderr), _plain_http_to_a_sandbox(settings):
        kept = _sign_in(settings, account=account, headless=headless, browser=browser)
        print(f"Signed in as {kept.account}.")
    if show:
        print(kept.secret)
    else:
        path = (keep or _usual_file(programme)).absolute()
        write_secret(path, kept.secret)
        print(f"Kept in {path}, which only you can read. Give the service:", file=sys.stderr)
        print(f"  export {_KEY}_FILE={path}", file=sys.stderr)
    if settings.google.sign_in != "oauth":
        print(
            f'{programme}.toml still says sign_in = "{settings.google.sign_in}": '
            'write sign_in = "oauth" under [google].',
            file=sys.stderr,
        )


def _sign_in(settings: Settings, *, account: str, headless: bool, browser: bool) -> SignedIn:
    flow = open_flow(settings)
    if headless:
        print("Open this page in a browser, on any machine, and consent as the project's account:")
        print(authorisation_address(flow, account=account))
        print("The browser then shows that 127.0.0.1 cannot be reached. That is expected.")
        pasted = typer.prompt("Paste the address from its address bar", err=True)
        credentials = finish(flow, pasted=pasted)
    else:
        with flow.oauth2session:
            credentials = sign_in_by_browser(flow, account=account, open_browser=browser)
    return signed_in(credentials, settings, account=account)


def _usual_file(programme: str) -> Path:
    named = os.environ.get(f"{_KEY}_FILE")
    if named:
        return Path(named)
    return usual_secret(f"{programme}.google.json")


@contextlib.contextmanager
def _plain_http_to_a_sandbox(settings: Settings) -> Iterator[None]:
    """Let oauthlib speak http to this machine: a sandbox has no certificate. Google's is https."""
    name = "OAUTHLIB_INSECURE_TRANSPORT"
    before = os.environ.get(name)
    if urlsplit(settings.base_url).hostname in _LOOPBACK:
        os.environ[name] = "1"
    try:
        yield
    finally:
        if before is None:
            os.environ.pop(name, None)
        else:
            os.environ[name] = before
