"""A real headless Chromium, driven over its own debugging protocol: no other library is needed."""

import itertools
import json
import shutil
import subprocess
import time
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from websockets.sync.client import ClientConnection, connect

PATIENCE = 60  # seconds
TYPED_AGAIN = 20


class Page:
    """One tab. `wait_for` repeats an expression until it is true."""

    def __init__(self, socket: ClientConnection) -> None:
        self._socket = socket
        self._numbers = itertools.count(1)

    def open(self, url: str) -> None:
        self._call("Page.navigate", url=url)

    def evaluate(self, expression: str) -> Any:
        """The value of an expression in the page; an exception there is one here."""
        answer = self._call(
            "Runtime.evaluate", expression=expression, returnByValue=True, awaitPromise=True
        )
        if "exceptionDetails" in answer:
            raise RuntimeError(str(answer["exceptionDetails"])[:500])
        return answer["result"].get("value")

    def wait_for(self, expression: str, *, patience: float = PATIENCE) -> Any:
        deadline = time.monotonic() + patience
        while time.monotonic() < deadline:
            try:
                value = self.evaluate(expression)
            except RuntimeError:
                value = None  # the page is still being made
            if value:
                return value
            time.sleep(0.3)
        shown = str(self.evaluate("document.body ? document.body.innerText : ''"))
        raise TimeoutError(f"{expression} never came true. The page says:\n{shown[:3000]}")

    def submit_until_left(self, end: str) -> None:
        """Submit the form of a page whose address ends so, as a person does: again if it stays.

        A form that is still being made takes no click, and shows nothing by which to know it.
        """
        left = f"!location.pathname.endsWith({end!r})"
        for _ in range(3):
            self.evaluate("document.querySelector('button[type=submit]')?.click()")
            try:
                self.wait_for(left, patience=15)
            except TimeoutError:
                continue
            return
        self.wait_for(left)

    def type_into(self, selector: str, words: str) -> None:
        """Replace what a field holds, as a person does, until it holds it.

        A form that is still being made puts its default back over what was typed too early.
        """
        field = f"document.querySelector({json.dumps(selector)})"
        held = f"{field} && {field}.value === {json.dumps(words)}"
        self.wait_for(f"!!{field}")
        for _ in range(TYPED_AGAIN):
            self.evaluate(f"{field}.focus(); {field}.select()")
            self._call("Input.insertText", text=words)
            time.sleep(0.5)
            if self.evaluate(held):
                return
        raise TimeoutError(f"{selector} never held {words!r}")

    def show(self, html: str, *, width: int, height: int = 800, dark: bool = False) -> None:
        """Show a document on a screen of that size, in light or dark mode."""
        mode = {"name": "prefers-color-scheme", "value": "dark" if dark else "light"}
        self._call("Emulation.setEmulatedMedia", features=[mode])
        self._call(
            "Emulation.setDeviceMetricsOverride",
            width=width, height=height, deviceScaleFactor=1, mobile=width < 480,
        )  # fmt: skip
        frame = self._call("Page.getFrameTree")["frameTree"]["frame"]["id"]
        self._call("Page.setDocumentContent", frameId=frame, html=html)

    def resize(self, *, width: int, height: int = 800) -> None:
        """A screen of that size, a phone below 480 px; what is shown stays."""
        self._call(
            "Emulation.setDeviceMetricsOverride",
            width=width, height=height, deviceScaleFactor=1, mobile=width < 480,
        )  # fmt: skip

    def press(self, key: str, *, text: str = "") -> None:
        """A key of the keyboard, by its name; `text` is what it types."""
        codes = {"Tab": 9, "Enter": 13, " ": 32, "ArrowDown": 40}
        for kind in ("keyDown", "keyUp"):
            self._call(
                "Input.dispatchKeyEvent", type=kind, key=key, code="Space" if key == " " else key,
                windowsVirtualKeyCode=codes[key], text=text if kind == "keyDown" else "",
            )  # fmt: skip

    def type_here(self, words: str) -> None:
        """Words where the keyboard stands."""
        self._call("Input.insertText", text=words)

    def picture(self, path: Path) -> None:
        import base64

        path.write_bytes(base64.b64decode(self._call("Page.captureScreenshot")["data"]))

    def _call(self, method: str, **parameters: Any) -> dict[str, Any]:
        number = next(self._numbers)
        self._socket.send(json.dumps({"id": number, "method": method, "params": parameters}))
        while True:
            answer = json.loads(self._socket.recv(timeout=PATIENCE))
            if answer.get("id") == number:
                return answer.get("result", answer)


@contextmanager
def open_chromium(
    profile: Path, *, width: int = 1200, height: int = 900, any_certificate: bool = False
) -> Iterator[Page]:
    """A browser with one empty page; `any_certificate` for a server of our own with TLS."""
    found = shutil.which("chromium") or shutil.which("google-chrome")
    assert found, "Chromium is needed: apt-get install chromium"
    browser = subprocess.Popen(
        [
            found, "--headless=new", "--no-sandbox", "--disable-gpu", "--remote-debugging-port=0",
            f"--user-data-dir={profile}", f"--window-size={width},{height}",
            *(["--ignore-certificate-errors"] if any_certificate else []), "about:blank",
        ],
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )  # fmt: skip
    try:
        with connect(_page_address(profile), max_size=None) as socket:
            yield Page(socket)
    finally:
        browser.terminate()
        browser.wait(timeout=20)


def _page_address(profile: Path) -> str:
    marker = profile / "DevToolsActivePort"
    deadline = time.monotonic() + PATIENCE
    while time.monotonic() < deadline:
        if marker.exists() and len(lines := marker.read_text().splitlines()) >= 2:
            url = f"http://127.0.0.1:{lines[0]}/json"
            with urllib.request.urlopen(url, timeout=10) as answer:
                pages = [one for one in json.load(answer) if one["type"] == "page"]
            if pages:
                return pages[0]["webSocketDebuggerUrl"]
        time.sleep(0.2)
    raise TimeoutError("Chromium did not open its debugging port")
