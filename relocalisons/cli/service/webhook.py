"""`relocalisons webhook`: the small process that receives SendGrid's events, and answers."""

import logging

from relocalisons.cli.service.serving import serve_until_stopped
from relocalisons.errors import ConfigurationError
from relocalisons.settings import load_settings


def serve_webhook(programme: str, *, host: str, port: int) -> None:
    """Serve until SIGTERM; prints `ready http://…` with the address to give to the TLS proxy."""
    from relocalisons.store.opening import migrate, open_store
    from tasks.mail.inbound.receiving import door_of
    from tasks.mail.webhook import PATH, create_webhook, verifier_of
    from tasks.run.clock import clock_of

    settings = load_settings(programme)
    if not settings.mail.webhook_public_key:
        raise ConfigurationError(
            "mail.webhook_public_key is empty: turn « Signed Event Webhook » on in SendGrid's mail "
            "settings and copy its verification key into the programme's TOML."
        )
    verifier = verifier_of(settings.mail.webhook_public_key, clock=clock_of(settings))
    door = None
    if settings.answers.inbound_public_key:
        door = door_of(
            programme=settings.programme.code,
            vendor_key=settings.answers.inbound_public_key,
            seal_key=settings.answers.seal_public_key,
            clock=clock_of(settings),
        )
    migrate(settings.store_url)
    logging.basicConfig(level=logging.INFO, format="%(asctime)s %(name)s %(message)s")
    with open_store(settings.store_url) as store:
        serve_until_stopped(
            create_webhook(store, verifier=verifier, door=door), host=host, port=port, path=PATH
        )
