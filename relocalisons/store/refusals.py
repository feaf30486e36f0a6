"""Store: why a database refuses us, in words that say what to write or to type."""

import os
import re
from pathlib import Path

from sqlalchemy import URL, make_url
from sqlalchemy.exc import DatabaseError, SQLAlchemyError

from relocalisons.errors import ConfigurationError

WHERE = "store_url (or RELOCALISONS_STORE_URL)"
REFUSALS = (DatabaseError,)
"""What SQLAlchemy raises when it is the database that refuses; wrong rows are no part of it."""

# (what the database says, what is wrong, what to do): the first words found win. A server speaks
# the language of its machine, so each is known in English and in French.
SQLITE = (
    (
        r"unable to open",
        "the file {file} cannot be opened",
        "give the service a folder in which it may write",
    ),
    (
        r"readonly|read-only",
        "the file {file} may only be read",
        "give the service’s account the right to write it and its folder",
    ),
    (
        r"not a database|malformed",
        "the file {file} is no database",
        "name another file, or restore this one",
    ),
    (r"disk is full|disk I/O", "the file {file} cannot grow", "make room on its disk"),
    (
        r"locked",
        "another process holds the file {file}",
        "stop it, or wait until it ends",
    ),
)
POSTGRESQL = (
    (
        r"password authentication failed|authentification par mot de passe|no password supplied",
        "{host} refuses user and password of {user}",
        "correct them (special characters of the password as %XX)",
    ),
    (
        r"role .* does not exist|le rôle .* n.existe pas",
        "{host} knows no user {user}",
        "correct the name, or make the user: createuser {user}",
    ),
    (
        r"database .* does not exist|base de données .* n.existe pas",
        "{host} has no database {database}",
        "make it: createdb --owner={user} {database}",
    ),
    (
        r"pg_hba\.conf",
        "{host} lets {user} in from no place like this one",
        "add a line to its pg_hba.conf and reload it",
    ),
    (
        r"resolve|translate host|name or service not known",
        "no host is named {host}",
        "correct the host",
    ),
    (
        r"refused|refusée|timed? ?out|unreachable|no such file|could not connect",
        "no database answers at {host}:{port}",
        "start PostgreSQL, or correct host and port",
    ),
    (
        r"permission denied|droit refusé",
        "{user} may not make tables in {database}",
        "as its owner: GRANT CREATE ON SCHEMA public TO {user}",
    ),
    (
        r"starting up|shutting down|too many|recovery mode",
        "{host} takes no connection now",
        "wait a minute, or see the log of PostgreSQL",
    ),
)


def store_refused(
    error: SQLAlchemyError | ImportError | ValueError, url: str
) -> ConfigurationError:
    """The one line about a store that cannot be opened; it never shows a password."""
    if isinstance(error, ImportError):
        driver = "the driver of PostgreSQL is not installed"
        return ConfigurationError(f"{WHERE}: {driver}; install it: uv sync --extra postgres.")
    try:
        place = make_url(url)
    except (SQLAlchemyError, ValueError):
        example = "sqlite:////path/to/store.db"
        return ConfigurationError(f"{WHERE}: the address is not readable; write {example}.")
    said = str(getattr(error, "orig", None) or type(error).__name__).strip()
    is_file = place.get_backend_name() == "sqlite"
    for words, what, how in SQLITE if is_file else POSTGRESQL:
        if re.search(words, said, re.IGNORECASE):
            return ConfigurationError(_filled(f"{WHERE}: {what}; {how}.", place))
    first = said.splitlines()[0]
    return ConfigurationError(f"{WHERE}: the database says « {first} »; see its own log.")


def require_place(url: str) -> None:
    """Raise ConfigurationError when a file that is not there yet could not be made either."""
    place = make_url(url)
    if place.get_backend_name() != "sqlite" or not place.database:
        return
    near = next(folder for folder in Path(place.database).parents if folder.exists())
    if not (near.is_dir() and os.access(near, os.W_OK | os.X_OK)):
        _, what, how = SQLITE[0]
        raise ConfigurationError(_filled(f"{WHERE}: {what}; {how}.", place))


def _filled(text: str, place: URL) -> str:
    socket = place.query.get("host", "127.0.0.1")
    return text.format(
        file=place.database,
        database=place.database or place.username,
        user=place.username or "the service’s account",
        host=place.host or (socket if isinstance(socket, str) else socket[0]),
        port=place.port or 5432,
    )
