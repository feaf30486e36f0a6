"""What « Contrôle des accès » measures, outside: Google's clock and rights, mails, templates."""

from collections.abc import Mapping
from dataclasses import replace
from email.utils import parsedate_to_datetime

import requests
from jinja2 import TemplateError as JinjaError

from relocalisons.core.kernel.words.french import count_of, plural_word
from relocalisons.core.workspace.access import (
    AccessCheck,
    CheckState,
    Reader,
    check_clock,
    failed,
    passed,
    warning,
)
from relocalisons.errors import VendorUnavailableError
from relocalisons.rendering.environment import TEMPLATES, make_environment
from relocalisons.settings import Settings
from relocalisons.store.readings.revisions import pending_migrations
from relocalisons.store.refusals import require_place
from tasks.google.drive_rights import Right
from tasks.mail.mail import open_mail
from tasks.run.clock import machine_time

_TIMEOUT = (5, 20)  # seconds to connect, to answer


def measure_clock(settings: Settings) -> AccessCheck:
    """Compare the machine's clock with the date in an answer of Google; needs no credentials."""
    origin = settings.base_url or "https://www.googleapis.com"
    try:
        answer = requests.get(f"{origin}/drive/v3/about?fields=kind", timeout=_TIMEOUT)
        now = machine_time()
        there = parsedate_to_datetime(answer.headers["Date"])
    except (requests.RequestException, KeyError, TypeError, ValueError) as error:
        raise VendorUnavailableError(
            f"Google ne répond pas ({type(error).__name__}) : vérifier l’accès à Internet."
        ) from error
    return check_clock((now - there).total_seconds())


def reader_of(right: Right, *, people: Mapping[str, str]) -> Reader:
    """A line of a sharing list, by role in the programme; `people`: address → code or role."""
    who = people.get(right.who, "") if right.kind in ("user", "group") else right.kind
    return Reader(who=who, kind=right.kind, inherited=right.inherited)


def measure_sender(settings: Settings) -> AccessCheck:
    """Whether the vendor of mails accepts key and sender, and what the switches let leave."""
    check = open_mail(settings).check()
    if check.state is not CheckState.PASSED:
        return check
    return replace(check, said=f"{check.said} ; {_switches(settings)}.")


def _switches(settings: Settings) -> str:
    if not settings.may_send:
        return "l’envoi réel est coupé (mail.live, RELOCALISONS_LIVE)"
    if settings.mail.redirect_to:
        return "tout part vers une seule adresse (mail.redirect_to)"
    return "l’envoi réel est ouvert"


def compile_templates() -> AccessCheck:
    """Every template is read and compiled; a broken one would stop the first mail that needs it."""
    name = "Modèles de textes"
    environment = make_environment()
    broken: list[str] = []
    templates = [
        path.relative_to(TEMPLATES).as_posix()
        for path in sorted(TEMPLATES.rglob("*"))
        if path.suffix in (".txt", ".html")
    ]
    for template in templates:
        try:
            environment.get_template(template)
        except JinjaError as error:
            line = getattr(error, "lineno", None)
            broken.append(f"{template}{f', ligne {line}' if line else ''}")
    if broken or not templates:
        return failed(
            name,
            f"À corriger : {', '.join(broken) or 'le dossier templates/ est vide'}.",
            "Pour l’exploitant : rétablir ces fichiers d’après la version livrée.",
        )
    return passed(
        name, f"{count_of(len(templates), 'modèle')} {plural_word(len(templates), 'lisible')}."
    )


def measure_store(settings: Settings) -> AccessCheck:
    """Whether the store opens and its tables are those of this version. Changes nothing."""
    name = "Base du service"
    pending = pending_migrations(settings.store_url)
    if pending is None:
        require_place(settings.store_url)
        return passed(name, "La base n’existe pas encore : le premier passage la crée.")
    if pending:
        return warning(
            name,
            f"{count_of(pending, 'mise à jour', 'mises à jour')} des tables à appliquer.",
            "Rien à faire : le prochain passage les applique. Si ce message revient, l’exploitant "
            "vérifie que le service peut écrire dans store_url.",
        )
    return passed(name, "La base s’ouvre et ses tables sont à jour.")
