"""Pure: what a piece is, and the days that its words tell: signed, paid, debited, valid until."""

import re
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from functools import lru_cache

from relocalisons.core.kernel.words.french import MONTHS
from relocalisons.core.kernel.words.names import bare_letters, fold
from relocalisons.core.kernel.words.written import usual_writing
from relocalisons.core.reading.cells.readers import read_single_day


class PieceNature(StrEnum):
    """What a piece proves; the pieces that no rule reads are OTHER."""

    QUOTE = "quote"
    ORDER = "order"
    DEPOSIT = "deposit"  # an invoice of a deposit, or its payment
    PROFORMA = "proforma"  # it announces an invoice, and is none
    INVOICE = "invoice"
    BANK = "bank"  # a statement: the day on which the money left
    DELIVERY = "delivery"
    CREDIT = "credit"
    JOB_AID = "job_aid"
    MISSION = "mission"  # a letter or a job sheet that fixes a share of somebody's time
    WORK_CONTRACT = "work_contract"
    PAYSLIP = "payslip"
    EXPENSE_REPORT = "expense_report"  # of a journey
    MANDATE = "mandate"  # of payment, by a public accountant
    CONTRACT = "contract"  # of purchase
    GUARANTEE = "guarantee"
    OTHER_AID = "other_aid"  # a grant that no key tells
    PUBLICITY = "publicity"
    CONSULTATION = "consultation"
    OTHER = "other"


# Beginnings of a folded nature; the first that fits wins, the narrower ones first.
_NATURES = {
    PieceNature.DEPOSIT: ("facture d acompte", "acompte", "avis d acompte", "facture acompte"),
    PieceNature.PROFORMA: ("facture pro forma", "facture proforma", "proforma", "pro forma"),
    PieceNature.JOB_AID: (
        "notification d aide a l emploi", "aide a l emploi", "notification asp",
        "notification de l asp", "arrete d aide a l emploi", "convention d aide a l emploi",
        "aide agefiph", "prise en charge opco", "remboursement opco", "indemnites journalieres",
        "decompte d indemnites journalieres",
    ),
    PieceNature.MISSION: ("lettre de mission", "fiche de poste"),
    PieceNature.WORK_CONTRACT: (
        "contrat de travail", "avenant au contrat de travail", "cdi", "cdd",
    ),
    PieceNature.PAYSLIP: ("bulletin de paie", "bulletin de salaire", "fiche de paie"),
    PieceNature.EXPENSE_REPORT: ("etat de frais", "note de frais", "ordre de mission"),
    PieceNature.MANDATE: ("mandat de paiement", "mandat administratif"),
    PieceNature.GUARANTEE: ("garantie", "caution", "cautionnement"),
    PieceNature.OTHER_AID: (
        "notification de subvention", "notification d aide", "arrete attributif",
        "convention de subvention", "arrete de subvention",
    ),
    PieceNature.BANK: (
        "releve bancaire", "releve de compte", "extrait de compte", "extrait bancaire",
        "avis de debit",
    ),
    PieceNature.QUOTE: ("devis",),
    PieceNature.ORDER: ("bon de commande", "commande", "ordre de service"),
    PieceNature.CONTRACT: ("contrat", "marche", "accord cadre", "acte d engagement"),
    PieceNature.DELIVERY: (
        "bon de livraison", "bl", "pv de reception", "proces verbal de reception",
        "attestation de service fait", "service fait", "fiche d intervention",
        "bon d intervention", "rapport d intervention", "compte rendu d intervention",
        "feuille d emargement", "liste d emargement", "feuille de presence", "liste de presence",
        "emargement", "attestation de realisation", "attestation de formation",
        "attestation de fin", "attestation de presence", "pv", "proces verbal",
        "bon de travail", "constat", "fiche de travaux",
    ),
    PieceNature.CREDIT: (
        "avoir", "note de credit", "ristourne", "remboursement", "indemnite d assurance",
    ),
    PieceNature.PUBLICITY: ("publicite", "avis de publicite", "avis d appel public", "boamp"),
    PieceNature.CONSULTATION: ("consultation", "lettre de consultation"),
    PieceNature.INVOICE: ("facture", "note d honoraires", "ticket", "quittance"),
}  # fmt: skip
_DAY = r"(\d{2}/\d{2}/\d{4})"
MONTH_NAMES = "|".join(map(bare_letters, MONTHS))
_SIGNED = re.compile(rf"(?<!non )(?<!pas )(?<!a )\bsignee?s?\b[^;\d]{{0,40}}?\b(?:le|du) {_DAY}")
# Whatever a buyer writes on a quote that commits: the day follows within the same words.
_AGREED = re.compile(
    r"(?<!non )(?<!pas )(?<!a )(?<!sans )\b(?:bon pour accord|lu et approuve|accord|"
    r"(?:contre)?signee?s?|acceptee?s?|approuvee?s?|validee?s?|commandee?s?|confirmee?s?)\b"
    rf"[^;\d]{{0,40}}?\W{_DAY}"
)
_ORDERED = re.compile(
    r"(?:commandee?s? le|commande(?: n[°o]? ?\S+)?(?: passee| ferme)? (?:du|le)|"
    r"(?:devis|offre|proposition|contrat) (?:accepte|valide|retenu|confirme)e? (?:le|du)|"
    r"accord (?:donne|ecrit|ferme) (?:le|du)|reservee?s? le|confirmee?s? le|engagee?s? le|"
    r"(?:arrhes|acomptes?) (?:(?:verse|regle|paye)e?s? )?(?:le|du)|"
    r"bon pour accord(?: du| le)?|accord du|notifiee? le|"
    r"ordre de service du|(?:demarrage|commencement|debut)(?: \w+){0,3} le|"
    r"(?:arrhes|acomptes?)\b[^;,]{0,20} (?:verse|regle|paye|encaisse|preleve|percu)e?s? (?:le|du)|"
    r"(?:contrat|marche|offre|proposition|commande)(?: (?!cadre)\w+){0,3} "
    r"(?:signe|accepte|valide|retenu|confirme|conclu|passe)e?s? (?:le|du|en date du)|"
    r"(?:chantier|travaux|fabrication|mission)(?: \w+){0,2} "
    r"(?:ouvert|demarre|commence|lance|engage|debute)e?s? (?:le|du)|"
    r"confirm\w+ (?:\w+ ){0,2}(?:commande|achat|reservation)\W{0,3}(?:(?:le|du|en date du) )?|"
    rf"commencee?s? le|demarree?s? le) ?{_DAY}(?![^;]{{0,20}}\b(?:annul|remplac|caduc|abandonn))"
)
_DONE = re.compile(
    r"\b(?:livree?s?|posee?s?|realisee?s?|installee?s?|executee?s?|receptionnee?s?|"
    r"mise? en service|service fait|intervention|prestation|livraison|seance|formation|session|"
    r"journee|atelier|stage|remise? (?:au client|en main|sur place))"
    rf"(?: (?!avant|prevu)\w+){{0,3}} (?:le|du|les|au) {_DAY}"
)
_PERIOD = re.compile(rf"\bdu {_DAY} au {_DAY}")
_FROM = re.compile(
    rf"(?:a compter du|a partir du|des le|prend effet le|valable du|\bdu(?= \S+ au \d)) {_DAY}"
)
_PAID = re.compile(rf"(?:versee?|payee?|reglee?|encaissee?) le {_DAY}")
_DEBITED = re.compile(
    r"(?:debitee?s?|passee?s? en compte|debit(?: en compte)?|prelevee?s?|prelevement|operation|"
    r"date de valeur|valeur|cheque(?: n[°o]? ?\S+)? (?:encaisse|presente))"
    rf"(?: de [\d ,.]+(?:€|euros?))? ?(?:le|du|au|:)? {_DAY}"
)
_LAUNCHED = re.compile(
    r"(?:consultation|procedure|appel d'offres|marche|mise en concurrence)(?: [^;\d]{0,25})? "
    rf"(?:lancee?|ouverte?|publiee?|envoyee?) le {_DAY}"
)
_UNTIL = re.compile(
    r"(?:\bau|jusqu'?a (?:la date du|la fin du)|expiree?s? (?:le|depuis le|au)|"
    r"\bfin(?:it)? (?:le|au)|echue?s? (?:le|au)|terminee?s? (?:le|au)|caduc(?:que)? "
    r"(?:le|depuis le|au)|(?:revoquee?s?|denoncee?s?|resiliee?s?|retiree?s?|rompue?s?|abrogee?s?|"
    r"annulee?s?|suspendue?s?|revocation|denonciation|resiliation|retrait|fin|"
    r"(?:quitte|quittee|sortie?|partie?|demission\w*|depart)(?: (?:de )?la \w+)?)(?: par \w+)? "
    rf"(?:le|du|au|depuis le|a compter du|a effet du|:)) {_DAY}"
)
_PUBLICITY = re.compile(r"publicite\s*: (?!neant|aucune|sans|non)([^;]+)")
_ANNOUNCED = re.compile(
    r"(?<!sans )(?<!pas d')(?<!aucun )(?<!aucune )\b((?:avis|annonces?|publications?|publiee?s?|"
    r"mise? en ligne)\b[^;]{0,30}?\b(?:boamp|joue|jal|ted|profil (?:d'|de l')?acheteur|"
    r"journal[^;]{0,40}|annonces legales)[^;]*)"
)
_PUBLISHED = ("boamp", "jal", "annonces legales", "joue", "journal officiel", "ted")
_FORMAL = ("joue", "ted", "appel d offres", "procedure formalisee", "journal officiel de l union")
_OF_A_YEAR = re.compile(r"\b(?:annee|exercice|millesime)s? (20\d\d)\b")
_NOT_GIVEN = (
    "non", "neant", "aucun", "aucune", "sans", "refuse", "refusee", "a signer", "a faire",
    "a obtenir", "a recevoir", "en attente", "en cours", "a demander", "demande", "demandee",
    "pas encore", "absent", "manquant", "non signe", "nul", "revoque", "revoquee", "denonce",
    "resilie", "retire", "caduc", "projet",
)  # fmt: skip
_OPEN = ("sans limite", "sans fin", "permanent", "permanente", "duree indeterminee")
_CHEQUE = ("cheque", "cheques", "chq")
_LOST = (
    "introuvable", "illisible", "mort", "morte", "casse", "inaccessible", "manquant", "perdu",
    "404", "403", "refuse", "interdit", "supprime", "supprimee", "efface", "effacee", "corbeille",
    "vide", "tronque", "expire",
)  # fmt: skip
_SIREN = 9


@dataclass(frozen=True, slots=True, kw_only=True)
class Validity:
    """From when until when a paper holds, by its words; `is_said` when they tell its end, « sans
    limite » too."""

    end: date | None = None
    is_said: bool = False
    start: date | None = None

    def holds(self, day: date | None) -> bool:
        """Whether it holds on a day; an end that nobody told has not come."""
        if day is None:
            return True
        return (self.start is None or self.start <= day) and (self.end is None or day <= self.end)


@lru_cache(maxsize=1024)
def read_nature(text: str | None) -> PieceNature:
    """What a piece is, by the beginning of its words; an aid to a post by its name anywhere."""
    said = f"{fold(text or '')} "
    for nature, beginnings in _NATURES.items():
        if any(said.startswith(f"{each} ") for each in beginnings):
            return nature
    return PieceNature.OTHER if _POST_AIDS.isdisjoint(said.split()) else PieceNature.JOB_AID


_POST_AIDS = frozenset({"fonjep", "pec", "cui", "cae", "agefiph", "opco", "ijss"})


def day_signed(text: str | None) -> date | None:
    """« signé le 12/03/2026 »."""
    return _day(_SIGNED, text)


def day_agreed(text: str | None) -> date | None:
    """« bon pour accord, signé M. Roux le 28/01/2026 »: when a buyer committed to a quote."""
    return _day(_AGREED, text)


def days_ordered(text: str | None) -> tuple[date, ...]:
    """« acompte à la commande du 28/02/2025 »: days on which somebody committed."""
    return _days(_ORDERED, text)


def days_done(text: str | None) -> tuple[date, ...]:
    """« livré et posé le 16/07/2026 »; the two ends of « du … au … » are `period_told`."""
    return _days(_DONE, text)


def period_told(text: str | None) -> tuple[date, date] | None:
    """« du 01/10/2026 au 30/09/2027 »; None when there is none, or its days cannot be read."""
    found = _PERIOD.search(_plain(text))
    first, last = (read_single_day(found[at]) if found else None for at in (1, 2))
    return (first, last) if first is not None and last is not None and first <= last else None


_SPAN = re.compile(
    r"\b(?:abonnements?|consommations?|prestations?|periode|loyers?|mois|location|hebergement|"
    r"maintenance|entretien|services?|forfait|cotisations?|animations?)\b[^;,\d]{0,20}?"
    rf"(?:du {_DAY} au {_DAY}|\b({MONTH_NAMES})\b(?: a ({MONTH_NAMES})\b)? (20\d\d)\b)"
)


def period_billed(text: str | None) -> tuple[date, date] | None:
    """« abonnement de juin 2025 », « prestation de mai à juillet 2025 »: its first and last day."""
    found = _SPAN.search(_plain(text))
    if found is None:
        return None
    if found[1]:
        first, last = read_single_day(found[1]), read_single_day(found[2])
        return (first, last) if first and last and first <= last else None
    months = [MONTH_NAMES.split("|").index(each) + 1 for each in (found[3], found[4] or found[3])]
    year, after = int(found[5]), months[1] % 12 + 1
    ends = date(year + (after == 1), after, 1) - timedelta(days=1)
    return (date(year, months[0], 1), ends) if months[0] <= months[1] else None


def day_paid(text: str | None) -> date | None:
    """« acompte versé le 28/02/2025 »."""
    return _day(_PAID, text)


def days_debited(text: str | None) -> tuple[date, ...]:
    """« chèque n° 4471 débité le 06/10/2026 », « date de valeur 06/10/2026 »."""
    return _days(_DEBITED, text)


def day_launched(text: str | None) -> date | None:
    """« consultation lancée le 01/04/2026 »."""
    return _day(_LAUNCHED, text)


def publicity_told(text: str | None) -> str | None:
    """« publicité : profil acheteur » is « profil acheteur »; « publicité : aucune » is none."""
    said = _plain(text)
    found = _PUBLICITY.search(said) or _ANNOUNCED.search(said)
    return found[1].strip() if found else None


def is_published(text: str) -> bool:
    """Whether a purchase was announced where larger ones must be: BOAMP, legal announcements."""
    return _names(_PUBLISHED, text)


def is_formal(text: str) -> bool:
    """Whether its procedure was a formal one: Journal officiel of the Union, call for tenders."""
    return _names(_FORMAL, text)


def read_validity(text: str | None) -> Validity:
    """Until when a certificate, a mandate or a delegation holds; an end decides over « sans »."""
    end, start = _end(text), _day(_FROM, text)
    if end is not None:
        return Validity(end=end, is_said=True, start=start)
    said = f" {fold(text or '')} "
    is_open = any(f" {word} " in said for word in _OPEN)
    year = None if is_open else _OF_A_YEAR.search(said)
    if year is not None:
        first, last = date(int(year[1]), 1, 1), date(int(year[1]), 12, 31)
        return Validity(end=last, is_said=True, start=start or first)
    return Validity(is_said=is_open, start=start)


def _end(text: str | None) -> date | None:
    """The end that words tell: that of a trial is none, a renewed paper has its last one."""
    said = _TRIAL.sub("", _plain(text))
    ends = [day for each in _UNTIL.findall(said) if (day := read_single_day(each)) is not None]
    return max(ends) if ends and _RENEWED.search(said) else next(iter(ends), None)


_TRIAL = re.compile(r"(?:periode d.)?essai[^;,]*")
_RENEWED = re.compile(r"\b(?:renouvel|prolong|reconduit|proroge)\w*")


_POWERLESS = re.compile(
    r"\b(?:sans|pas de|aucun|ni|n'a(?:vait)? pas|n'ayant pas) (?:le |la |de )?(?:pouvoirs?|"
    r"delegation|qualite|habilitation|mandat)\b|\b(?:non|pas) (?:habilite|mandate|autorise)\w*|"
    r"\bincompetent\w*"
)


def is_not_given(text: str | None) -> bool:
    """Whether a mandate or an agreement is said not to be there: « non », « à signer »."""
    if _POWERLESS.search(_plain(text)):
        return True
    said = f"{fold(text or '')} "
    if any(said.startswith(f"{each} ") for each in _NOT_GIVEN):
        return True
    return _WAITS.search(_plain(text)) is not None and day_signed(text) is None


_WAITS = re.compile(
    r"\b(?:envoyee?|transmise?|relancee?|modele|projet|promise?|orale?|attendue?|demandee?|"
    r"a (?:renvoyer|signer|recevoir|faire|fournir|retourner|venir|completer|obtenir)|"
    r"(?:non|pas) (?:encore )?(?:recue?|signee?|obtenue?|fournie?)|"
    r"en (?:attente|cours|preparation)|pour signature)\b"
)


def day_given(text: str | None) -> date | None:
    """The day on which a mandate was signed: the first day of its cell, « 18/02/2025 »."""
    found = re.search(_DAY, _plain(text))
    return read_single_day(found[1]) if found else None


def is_lost(state: str | None) -> bool:
    """Whether « État du lien » says that the piece cannot be read: « introuvable », « mort »."""
    return any(word in _LOST for word in fold(state or "").split())


_LINK = re.compile(r"(?:https?://|www\.)[^\s;,]+|(?<![^\s;,])[A-Za-z0-9_-]{15,}(?![^\s;,])", re.I)
_FILE = re.compile(r"\.(?:pdf|jpe?g|png|heic|tiff?|docx?|odt|xlsx?|ods|zip|eml|msg)\s*$", re.I)


def links_in(text: str | None) -> tuple[str, ...]:
    """The addresses of a cell, and the ids of files; « www » and « https » alike."""
    return tuple(_LINK.findall(text or ""))


def looks_like_a_file(text: str | None) -> bool:
    """« facture_3245.pdf »: what ends as the name of a document does."""
    return _FILE.search(text or "") is not None


def is_cheque(mode: str | None) -> bool:
    """Whether « Mode » says that a cheque paid: it leaves days before the money does."""
    return any(word in _CHEQUE for word in fold(mode or "").split())


def read_siren(text: str | None) -> str | None:
    """The nine digits that name a company, of a SIRET or a SIREN; None when there are fewer."""
    digits = re.sub(r"\D", "", text or "")
    return digits[:_SIREN] if len(digits) >= _SIREN else None


def _names(words: tuple[str, ...], text: str) -> bool:
    said = f" {fold(text)} "
    return any(f" {word} " in said for word in words)


def _day(pattern: re.Pattern[str], text: str | None) -> date | None:
    found = pattern.search(_plain(text))
    return read_single_day(found[1]) if found else None


def _days(pattern: re.Pattern[str], text: str | None) -> tuple[date, ...]:
    found = (read_single_day(day) for day in pattern.findall(_plain(text)))
    return tuple(day for day in found if day is not None)


def _plain(text: str | None) -> str:
    return usual_writing(text or "")
