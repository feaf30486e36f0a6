"""The way to Google Drive through googleapiclient: one client, its repeats, its pages.

The discovery document that ships with the client is rewritten for a sandbox, because
`client_options` leaves uploads and batches on Google's own hosts. Every call on a shared drive
says `supportsAllDrives`; without it Google answers 404.
"""

import json
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import google_auth_httplib2
import googleapiclient.discovery_cache
from google.auth.credentials import Credentials
from googleapiclient.discovery import build_from_document
from googleapiclient.http import build_http

from tasks.google.refusals import drive_translated, drive_waiting
from tasks.google.retrying import repeat

TIMEOUT = 60  # seconds


class DriveClient:
    """What a call of Drive goes through. Not thread-safe: httplib2 is not; open one per thread.

    Credentials may be shared between clients of one thread. `sleep` waits between two attempts.
    """

    def __init__(
        self,
        credentials: Credentials,
        *,
        drive_id: str,
        base_url: str = "",
        sleep: Callable[[float], None] = time.sleep,
    ) -> None:
        self.drive_id = drive_id
        self._sleep = sleep
        http = build_http()  # not httplib2.Http(): that one follows 308 and breaks uploads
        http.timeout = TIMEOUT
        authorised = google_auth_httplib2.AuthorizedHttp(
            credentials, http=http, max_refresh_attempts=1
        )
        self._client = build_from_document(_discovery(base_url), http=authorised)
        self._files = self._client.files()  # googleapiclient makes all its methods at each asking
        self._ids: list[str] = []  # generated, not used yet

    def close(self) -> None:
        """Give the connections back."""
        self._client.close()

    def _new_id(self) -> str:
        """An id that no file has; one request for ten of them."""
        if not self._ids:
            answer = self._call(self._files.generateIds(count=10, fields="ids"))
            self._ids = list(answer["ids"])
        return self._ids.pop()

    def _file(self, call: str, *, safe: bool = True, **asked: Any) -> Any:
        """A call of Drive's `files`, that reaches shared drives too."""
        return self._call(getattr(self._files, call)(supportsAllDrives=True, **asked), safe=safe)

    def _call(self, request: Any, *, safe: bool = True) -> Any:
        """Execute; `safe` says that repeating after a doubt (5xx, cut) does no harm."""
        return self._done(request.execute, safe=safe)

    def _done(self, attempt: Callable[[], Any], *, safe: bool) -> Any:
        wait_for = drive_waiting(safe=safe)
        return drive_translated(lambda: repeat(attempt, wait_for=wait_for, sleep=self._sleep))


def pages(ask: Callable[[str | None], Any]) -> Iterator[Any]:
    """The answers to one listing, page by page; `ask` takes the token of a page."""
    token: str | None = None
    while True:
        answer = ask(token)
        yield answer
        token = answer.get("nextPageToken")
        if not token:
            return


def _discovery(base_url: str) -> dict[str, Any]:
    folder = Path(googleapiclient.discovery_cache.__file__).parent / "documents"
    document = json.loads((folder / "drive.v3.json").read_text("utf-8"))
    if base_url:
        document["rootUrl"] = f"{base_url}/"
        document["baseUrl"] = f"{base_url}/{document['servicePath']}"
        document.pop("mtlsRootUrl", None)
    return document
