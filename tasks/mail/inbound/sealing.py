"""What comes from outside is sealed where it is received: only the flows hold the key that opens.

HPKE (RFC 9180) as `cryptography` has it: X25519, HKDF-SHA256, ChaCha20-Poly1305. A seal names its
programme: it cannot be moved to another.
"""

import base64
import binascii

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey, X25519PublicKey
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.hpke import AEAD, KDF, KEM, Suite
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

from relocalisons.errors import ConfigurationError

_SUITE = Suite(KEM.X25519, KDF.HKDF_SHA256, AEAD.CHACHA20_POLY1305)
_USE = "relocalisons answers 1 "


class NotOpenedError(Exception):
    """A seal that this key does not open: another key made it, or it was changed."""


def link_key(private_key: str) -> Ed25519PrivateKey:
    """The key that signs links to the answer page, drawn from the private half: one secret."""
    return Ed25519PrivateKey.from_private_bytes(
        HKDF(algorithm=SHA256(), length=32, salt=None, info=b"relocalisons links 1").derive(
            _private(private_key).private_bytes_raw()
        )
    )


def public_link_key(private_key: str) -> str:
    """What verifies those links, in base64."""
    return _text(link_key(private_key).public_key().public_bytes_raw())


def new_seal_keys() -> tuple[str, str]:
    """(public, private) halves, in base64."""
    key = X25519PrivateKey.generate()
    return _text(key.public_key().public_bytes_raw()), _text(key.private_bytes_raw())


def seal(data: bytes, *, public_key: str, programme: str) -> bytes:
    """Sealed for the holder of the private half. Raises ConfigurationError when it is no key."""
    return _SUITE.encrypt(data, _public(public_key), _info(programme))


def open_seal(sealed: bytes, *, private_key: str, programme: str) -> bytes:
    """What was sealed. Raises NotOpenedError, or ConfigurationError when it is no key."""
    key = _private(private_key)
    try:
        return _SUITE.decrypt(sealed, key, _info(programme))
    except (InvalidTag, ValueError) as error:
        raise NotOpenedError from error


def check_seal_key(public_key: str) -> None:
    """Raises ConfigurationError when nothing could be sealed with it."""
    _public(public_key)


def _private(text: str) -> X25519PrivateKey:
    try:
        return X25519PrivateKey.from_private_bytes(_bytes(text))
    except (ValueError, binascii.Error) as error:
        raise ConfigurationError(
            "RELOCALISONS_SEAL_KEY is no key: give it the private half that `python -m "
            "relocalisons.cli.service.answer_keys` printed."
        ) from error


def _public(text: str) -> X25519PublicKey:
    try:
        return X25519PublicKey.from_public_bytes(_bytes(text))
    except (ValueError, binascii.Error) as error:
        raise ConfigurationError(
            "answers.seal_public_key is no key: write the public half that `relocalisons keys` "
            "printed in the programme's TOML."
        ) from error


def _info(programme: str) -> bytes:
    return f"{_USE}{programme}".encode()


def _bytes(text: str) -> bytes:
    return base64.b64decode(text.strip(), validate=True)


def _text(data: bytes) -> str:
    return base64.b64encode(data).decode()
