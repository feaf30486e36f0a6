"""The facts of the papers of the GDPR: the programme's file, and what this service does."""

from dataclasses import replace
from datetime import date, timedelta

from relocalisons.configuration.privacy import ProcessorFacts
from relocalisons.core.reports.privacy.facts import (
    Kept,
    LegalBasis,
    PrivacyFacts,
    Processor,
    Transfer,
    missing_facts,
)
from relocalisons.core.workspace.access import AccessCheck, passed, warning
from relocalisons.settings import VENDOR, Settings
from relocalisons.store.retention import Retention

_GOOGLE = "Google (Drive, Sheets)"
# Who stands behind the vendor that we know; of another one its operator tells.
_SENDGRID = ("Twilio Inc. (SendGrid)", "États-Unis")


def privacy_facts(settings: Settings, *, as_of: date) -> PrivacyFacts:
    """What is known of a programme; what its file leaves empty stays empty."""
    said = settings.privacy
    kept = Retention()
    google = _processor("google", "feuilles et fichiers du programme", said.google)
    vendor = _processor("mail_vendor", "envoi des messages", said.mail_vendor)
    if settings.mail.vendor == VENDOR:
        name, country = _SENDGRID
        vendor = replace(vendor, name=vendor.name or name, country=vendor.country or country)
    return PrivacyFacts(
        programme=settings.programme.name,
        controller=said.controller,
        address=said.address,
        contact=said.contact,
        officer=said.officer,
        has_no_officer=said.has_no_officer,
        legal_basis=LegalBasis(said.legal_basis) if said.legal_basis else None,
        interest=said.interest,
        notice_url=said.notice_url,
        processors=(
            replace(google, name=google.name or _GOOGLE),
            vendor,
            _processor("host", "hébergement du service", said.host),
        ),
        kept=Kept(
            bodies=_days(kept.bodies),
            events=_days(kept.events),
            recipients=_days(kept.recipients),
            readings=_days(kept.readings),
        ),
        as_of=as_of,
    )


def check_privacy(settings: Settings, *, as_of: date) -> AccessCheck:
    """Whether the notice says all that article 14 asks for, and people are led to it."""
    name = "Dossier RGPD"
    missing = missing_facts(privacy_facts(settings, as_of=as_of))
    if not missing:
        return passed(name, "La notice, le registre et la liste des sous-traitants sont complets.")
    without_link = "" if settings.privacy.notice_url else " Aucun message ne mène à la notice."
    return warning(
        name,
        f"À compléter : {', '.join(one.what for one in missing)}.{without_link}",
        f"Pour l’exploitant : dans {settings.file}, écrire "
        f"{', '.join(one.key for one in missing)} (docs/settings.md).",
    )


def _processor(section: str, task: str, said: ProcessorFacts) -> Processor:
    return Processor(
        section=section,
        task=task,
        name=said.name,
        country=said.country,
        contract=said.contract,
        transfer=Transfer(said.transfer) if said.transfer else None,
    )


def _days(time: timedelta) -> int:
    return time.days
