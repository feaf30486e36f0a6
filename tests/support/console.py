"""The console as an operator sets it up: Prefect's server under `deploy/`'s settings, a worker, and
one of the proxies of `deploy/proxy` with TLS in front, as its example is written.
"""

import base64
import os
import shutil
import ssl
import subprocess
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from support.chromium import Page
from support.prefect_worker import deploy, worker

from relocalisons.settings import ROOT
from tasks.run.private_prefect import free_port, private_server, stop

NAME = "localhost"
SIGN_IN = "coordination:un-mot-de-passe"
EXAMPLE = ROOT / "deploy" / "systemd" / "server.env.example"
PROXIES = ("caddy", "nginx")


def settings_of_the_server() -> dict[str, str]:
    """What the example of the server's environment says of the console."""
    lines = [line.partition("=") for line in EXAMPLE.read_text("utf-8").splitlines()]
    said = {name: value for name, _, value in lines if value and not name.startswith("#")}
    kept = {name: value for name, value in said.items() if "_UI_" in name or "CSRF" in name}
    return {**kept, "PREFECT_SERVER_API_AUTH_STRING": SIGN_IN}


@contextmanager
def open_console(folder: Path, *, proxy: str, programmes: tuple[str, ...]) -> Iterator[str]:
    """The address of the console, with these programmes and a worker that runs their flows."""
    with pytest.MonkeyPatch.context() as environment:
        environment.setenv("PREFECT_API_AUTH_STRING", SIGN_IN)
        with private_server(folder / "prefect", settings=settings_of_the_server()) as origin:
            deploy(*programmes)
            with worker(folder), _in_front(proxy, folder, prefect=origin) as address:
                yield address


def status_of(address: str, *, method: str = "GET", signed_in: bool = False) -> int:
    """The status of one request; any certificate will do here."""
    request = urllib.request.Request(address, method=method)
    if signed_in:
        token = base64.b64encode(SIGN_IN.encode()).decode()
        request.add_header("Authorization", f"Basic {token}")
    try:
        with urllib.request.urlopen(request, timeout=30, context=_trusting()) as answer:
            return answer.status
    except urllib.error.HTTPError as refused:
        return refused.code


def sign_in(page: Page, address: str) -> None:
    """The one field that asks for « name:password »."""
    page.open(f"{address}/v2/deployments")
    page.wait_for("!!document.querySelector('input[type=password]')")
    page.type_into("input[type=password]", SIGN_IN)
    # Leaving before the answer would leave signed out.
    page.submit_until_left("/login")


@contextmanager
def _in_front(proxy: str, folder: Path, *, prefect: str) -> Iterator[str]:
    port, plain = free_port(), free_port()
    certificate, key = _certificate(folder)
    upstream = prefect.removeprefix("http://")
    command = {"caddy": _caddy, "nginx": _nginx}[proxy](
        folder, port=port, plain=plain, upstream=upstream, certificate=certificate, key=key
    )
    with (folder / f"{proxy}.log").open("wb") as log:
        process = subprocess.Popen(command, stdout=log, stderr=log, start_new_session=True)
        try:
            address = f"https://{NAME}:{port}"
            _wait(address, process, folder / f"{proxy}.log")
            yield address
        finally:
            stop(process)


def _nginx(
    folder: Path, *, port: int, plain: int, upstream: str, certificate: Path, key: Path
) -> list[str]:
    """nginx with the example's server, its ports, name and files put in."""
    said = (ROOT / "deploy" / "proxy" / "nginx.conf").read_text("utf-8")
    for old, new in {
        "listen 443 ssl": f"listen 127.0.0.1:{port} ssl",
        "listen 80": f"listen 127.0.0.1:{plain}",
        "suivi.example.org": NAME,
        "/etc/ssl/relocalisons/fullchain.pem": str(certificate),
        "/etc/ssl/relocalisons/privkey.pem": str(key),
        "127.0.0.1:4200": upstream,
    }.items():
        assert old in said, f"the example no longer says {old}"
        said = said.replace(old, new)
    kept = "\n".join(
        f"{kind}_temp_path {folder}/{kind};"
        for kind in ("client_body", "proxy", "fastcgi", "uwsgi", "scgi")
    )
    main = folder / "nginx.conf"
    main.write_text(
        f"daemon off; user root; pid {folder}/nginx.pid; error_log stderr; events {{}}\n"
        f"http {{ access_log off; {kept}\n{said} }}\n".replace(
            "user root; ", "user root; " if os.geteuid() == 0 else ""
        )
    )
    return [_found("nginx"), "-c", str(main), "-e", "stderr"]


def _caddy(
    folder: Path, *, port: int, plain: int, upstream: str, certificate: Path, key: Path
) -> list[str]:
    """Caddy with the example, told by its variables; the certificate is made here."""
    said = (ROOT / "deploy" / "proxy" / "Caddyfile").read_text("utf-8")
    first = "{$RELOCALISONS_CONSOLE} {"
    assert first in said
    options = "\tskip_install_trust\n"
    assert options in said
    ours = f"{options}\tadmin off\n\thttp_port {plain}\n\tauto_https disable_redirects\n"
    said = said.replace(options, ours).replace(first, f"{first}\n\ttls {certificate} {key}")
    main = folder / "Caddyfile"
    main.write_text(said)
    variables = {
        "RELOCALISONS_CONSOLE": f"{NAME}:{port}",
        "RELOCALISONS_PREFECT_AT": upstream,
        "XDG_DATA_HOME": str(folder),
        "XDG_CONFIG_HOME": str(folder),
    }
    given = [f"{name}={value}" for name, value in variables.items()]
    return ["env", *given, _found("caddy"), "run", "--adapter", "caddyfile", "--config", str(main)]


def _found(program: str) -> str:
    found = shutil.which(program) or shutil.which(program, path="/usr/sbin:/sbin")
    assert found, f"{program} is needed: apt-get install {program}"
    return found


def _certificate(folder: Path) -> tuple[Path, Path]:
    """A certificate that nobody signed, for this machine."""
    from cryptography import x509
    from cryptography.hazmat.primitives import hashes, serialization
    from cryptography.hazmat.primitives.asymmetric import ec

    key = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(x509.NameOID.COMMON_NAME, NAME)])
    today = datetime.now(UTC)
    made = (
        x509.CertificateBuilder()
        .subject_name(name)
        .issuer_name(name)
        .public_key(key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(today - timedelta(days=1))
        .not_valid_after(today + timedelta(days=1))
        .add_extension(x509.SubjectAlternativeName([x509.DNSName(NAME)]), critical=False)
        .sign(key, hashes.SHA256())
    )
    at, key_at = folder / "console.pem", folder / "console.key"
    at.write_bytes(made.public_bytes(serialization.Encoding.PEM))
    key_at.write_bytes(
        key.private_bytes(
            serialization.Encoding.PEM,
            serialization.PrivateFormat.PKCS8,
            serialization.NoEncryption(),
        )
    )
    return at, key_at


def _trusting() -> ssl.SSLContext:
    context = ssl.create_default_context()
    context.check_hostname, context.verify_mode = False, ssl.CERT_NONE
    return context


def _wait(address: str, process: subprocess.Popen[bytes], log: Path) -> None:
    deadline = time.monotonic() + 120
    while time.monotonic() < deadline and process.poll() is None:
        try:
            if status_of(f"{address}/api/health") == 200:
                return
        except OSError:
            time.sleep(0.2)
    raise RuntimeError(f"The proxy does not answer.\n{log.read_text(errors='replace')[-2000:]}")
