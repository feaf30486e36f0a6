"""`python -m relocalisons.cli.service.answer_page PROGRAMME [PORT]`: serves the answer page."""

import logging
import sys

from relocalisons.cli.service.serving import serve_until_stopped
from relocalisons.errors import ConfigurationError
from relocalisons.settings import load_settings

PORT = 8027


def serve_answer_page(programme: str, *, host: str = "127.0.0.1", port: int = PORT) -> None:
    """Serve until SIGTERM; needs public keys only, and an account that reads one table."""
    from relocalisons.store.opening import migrate, open_store
    from tasks.mail.answer_page.links import ROOM, link_verifier
    from tasks.mail.answer_page.serving import PageKeys, create_answer_page
    from tasks.mail.inbound.sealing import check_seal_key
    from tasks.run.clock import clock_of

    settings = load_settings(programme)
    facts = settings.answers
    if not facts.page_url:
        raise ConfigurationError(
            "answers.page_url is empty: write the address at which the page is served, or do not "
            "start it."
        )
    check_seal_key(facts.seal_public_key)
    keys = PageKeys(
        link=link_verifier(facts.link_public_key),
        seal=facts.seal_public_key,
        clock=clock_of(settings),
    )
    migrate(settings.store_url)
    logging.basicConfig(level=logging.INFO, format="%(asctime)s %(name)s %(message)s")
    with open_store(settings.store_url) as store:
        serve_until_stopped(create_answer_page(store, keys=keys), host=host, port=port, path=ROOM)


if __name__ == "__main__":
    serve_answer_page(sys.argv[1], port=int(sys.argv[2]) if len(sys.argv) > 2 else PORT)
