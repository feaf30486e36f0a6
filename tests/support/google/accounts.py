"""Both ways to sign in to a sandbox, as settings that `sign_in` and `relocalisons login` take."""

import json
from datetime import date
from functools import cache

from cryptography.hazmat.primitives import serialization
from cryptography.hazmat.primitives.asymmetric import rsa
from pydantic import SecretStr

from relocalisons.settings import (
    GoogleFacts,
    MailFacts,
    PersonFacts,
    ProgrammeFacts,
    Secrets,
    Settings,
)


@cache
def private_key() -> str:
    # Short: only a sandbox on this machine trusts it, and each run reads it again.
    key = rsa.generate_private_key(public_exponent=65537, key_size=1024)
    return key.private_bytes(
        serialization.Encoding.PEM,
        serialization.PrivateFormat.PKCS8,
        serialization.NoEncryption(),
    ).decode()


def robot_key(email: str) -> str:
    """The JSON of a service account; `sign_in` points its `token_uri` at the sandbox."""
    content = {
        "type": "service_account",
        "client_email": email,
        "private_key": private_key(),
        "token_uri": "https://oauth2.googleapis.com/token",
    }
    return json.dumps(content)


def sandbox_settings(
    base_url: str, *, key: str | None = None, sign_in: str = "service_account", drive_id: str = ""
) -> Settings:
    camille = PersonFacts(name="Camille", email="coordination@localizz.example")
    return Settings(
        programme=ProgrammeFacts(
            code="essai", name="Essai", start=date(2025, 9, 1), end=date(2027, 8, 31)
        ),
        google=GoogleFacts(drive_id=drive_id, pilotage_id="inconnu", sign_in=sign_in),
        mail=MailFacts(
            sender_email="suivi@localizz.example", sender_name="Suivi", coordinator=camille
        ),
        store_url="sqlite://",
        base_url=base_url,
        secrets=Secrets(google_key=SecretStr(key) if key else None),
    )
