"""The link of one person and mail: signed by the flows (Ed25519), verified with a public key."""

import base64
import binascii
import re
from dataclasses import dataclass
from datetime import UTC, datetime

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey

from relocalisons.errors import ConfigurationError

ROOM = "/r/"  # what stands before the token in the address
_USE = b"relocalisons link 1 "
_TOKEN = re.compile(r"([a-z2-7]{26})\.(\d{9,11})\.([A-Za-z0-9_-]{86})")


@dataclass(frozen=True, slots=True)
class Link:
    """Which page, and until when."""

    page_key: str
    expires_at: datetime


def sign_link(link: Link, *, key: Ed25519PrivateKey) -> str:
    """The token; the same link has the same one."""
    said = f"{link.page_key}.{int(link.expires_at.timestamp())}"
    proof = base64.urlsafe_b64encode(key.sign(_USE + said.encode())).decode().rstrip("=")
    return f"{said}.{proof}"


def read_link(token: str, *, key: Ed25519PublicKey, now: datetime) -> Link | None:
    """The link of a token; None when it is not ours, was changed or is over."""
    match = _TOKEN.fullmatch(token)
    if match is None:
        return None
    try:
        proof = base64.urlsafe_b64decode(match[3] + "==")
        key.verify(proof, _USE + f"{match[1]}.{match[2]}".encode())
    except (InvalidSignature, binascii.Error, ValueError):
        return None
    expires = datetime.fromtimestamp(int(match[2]), UTC)
    return Link(match[1], expires) if now < expires else None


def link_verifier(public_key: str) -> Ed25519PublicKey:
    """Raises ConfigurationError when it is no key."""
    try:
        return Ed25519PublicKey.from_public_bytes(base64.b64decode(public_key, validate=True))
    except (ValueError, binascii.Error) as error:
        raise ConfigurationError(
            "answers.link_public_key is no key: write what the runbook's command printed."
        ) from error
