"""Pure: what « Contrôle des accès » concludes from what was measured; each failure says what to do.

Nobody is shown by address: a person is the partner's code, a role, or a count.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum

from relocalisons.core.kernel.words.french import count_of, join_words, plural_word, quote

CLOCK_TOLERANCE = 120  # seconds; Google refuses tokens at about five minutes
_READERS_SHOWN = 6


class CheckState(StrEnum):
    """How a check ended, the worst last; a symbol and a word, never a colour alone."""

    PASSED = "passed"
    WARNING = "warning"  # works, and somebody should look
    FAILED = "failed"  # something will not work


@dataclass(frozen=True, slots=True, kw_only=True)
class AccessCheck:
    """One check. `said` is what was found, `fix` what to click or change; both French."""

    name: str
    state: CheckState
    said: str
    fix: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Reader:
    """Somebody who may open a file: a person of the programme, or a stranger."""

    who: str  # partner code, « la coordination », « le service », or « » for a stranger
    kind: str = "user"  # user | group | domain | anyone
    inherited: bool = False  # comes from the shared drive, or from a folder above


def passed(name: str, said: str) -> AccessCheck:
    """A check that passed."""
    return AccessCheck(name=name, state=CheckState.PASSED, said=said)


def warning(name: str, said: str, fix: str) -> AccessCheck:
    """A check that somebody should look at."""
    return AccessCheck(name=name, state=CheckState.WARNING, said=said, fix=fix)


def failed(name: str, said: str, fix: str) -> AccessCheck:
    """A check that failed."""
    return AccessCheck(name=name, state=CheckState.FAILED, said=said, fix=fix)


def check_clock(seconds: float) -> AccessCheck:
    """`seconds`: how far the machine is ahead of Google (negative: behind)."""
    name = "Horloge"
    if abs(seconds) <= CLOCK_TOLERANCE:
        return passed(name, "L’horloge de la machine est à l’heure.")
    way = "avance" if seconds > 0 else "retarde"
    return failed(
        name,
        f"L’horloge de la machine {way} de {count_of(round(abs(seconds) / 60) or 1, 'minute')}.",
        "Pour l’exploitant : activer la mise à l’heure automatique (timedatectl set-ntp true) ; "
        "Google refuse les connexions d’une machine qui n’est pas à l’heure.",
    )


def check_ownership(*, service_account: bool, drive_id: str, quota: int | None) -> AccessCheck:
    """The trap of the first day: a service account owns no file outside a shared drive.

    `quota`: bytes that the account may own; None when Google sets no limit.
    """
    name = "Propriété des fichiers"
    if drive_id:
        return passed(name, "Le projet est dans un Drive partagé : les fichiers lui appartiennent.")
    if service_account or quota == 0:
        return failed(
            name,
            "Le service se connecte avec un compte de service et le projet n’est pas dans un "
            "Drive partagé : il pourra modifier vos fichiers, mais n’en créer aucun. Les rapports "
            "ne seront pas déposés.",
            "Créer un Drive partagé (drive.google.com, « Drive partagés », « Nouveau »), y placer "
            "le projet, ajouter le compte du service comme « Gestionnaire de contenu » ; ou, sans "
            'Drive partagé, sign_in = "oauth" et la commande `relocalisons login`.',
        )
    return passed(name, "Les fichiers appartiennent au compte du projet.")


def check_drive_role(*, may_add: bool, may_trash: bool, place: str) -> AccessCheck:
    """Whether the service may put files into the Drive and take its own ones back."""
    name = "Droits sur le Drive"
    if may_add and may_trash:
        return passed(name, f"Le service peut déposer des fichiers dans {quote(place)}.")
    missing = "déposer de fichier" if not may_add else "retirer ses propres fichiers"
    return failed(
        name,
        f"Le service ne peut pas {missing} dans {quote(place)}.",
        "Dans le Drive partagé : « Gérer les membres », donner au compte du service le rôle "
        "« Gestionnaire de contenu ».",
    )


def check_readers(
    label: str, readers: Iterable[Reader], *, owner: str | None, names: Mapping[str, str]
) -> AccessCheck:
    """Who else may open a file: its `owner` (partner code) and the coordination may.

    What comes down from the shared drive is told once, by `check_members`, not on each file.
    """
    name = f"Lecteurs de {quote(label)}"
    own = [reader for reader in readers if not reader.inherited]
    if any(reader.kind == "anyone" for reader in own):
        return failed(
            name,
            f"{quote(label)} est ouvert à toute personne qui a le lien.",
            "Ouvrir le fichier, « Partager », « Accès général » : choisir « Limité ».",
        )
    if any(reader.kind == "domain" for reader in own):
        return warning(
            name,
            f"{quote(label)} est ouvert à toute une organisation.",
            "Ouvrir le fichier, « Partager », « Accès général » : choisir « Limité ».",
        )
    others = sorted({r.who for r in own if r.who and r.who in names and r.who != owner})
    strangers = sum(1 for reader in own if not reader.who)
    if not others and not strangers:
        return passed(name, f"{quote(label)} n’est partagé en propre qu’avec qui de droit.")
    named = join_words(others)
    if len(others) > _READERS_SHOWN:
        named = f"{', '.join(others[:_READERS_SHOWN])} et d’autres"
    who = [*([named] if others else []), *_unknown(strangers)]
    return warning(
        name,
        f"{quote(label)} est aussi ouvert à {join_words(who)}.",
        "Ouvrir le fichier, « Partager » : retirer ces personnes, ou ajouter leur adresse dans "
        "« Interlocuteurs » si elles doivent y entrer.",
    )


def check_members(readers: Iterable[Reader], *, names: Mapping[str, str]) -> AccessCheck:
    """Partners who are members of the shared drive read everything in it."""
    name = "Membres du Drive partagé"
    everyone = list(readers)
    partners = sorted({reader.who for reader in everyone if reader.who in names})
    strangers = sum(1 for reader in everyone if not reader.who)
    if not partners and not strangers:
        return passed(name, "Seuls la coordination et le service voient tout le Drive.")
    members = f"{count_of(len(partners), 'partenaire')} ({_first(partners)})"
    who = [*([members] if partners else []), *_unknown(strangers)]
    verb = "voit" if len(partners) + strangers == 1 else "voient"
    return warning(
        name,
        f"{join_words(who)} {verb} tout le Drive : prix des producteurs, salaires et adresses "
        "compris.",
        "« Gérer les membres » : retirer les partenaires du Drive partagé, puis relancer « Créer "
        "l’espace de travail », qui donne à chacun son dossier seulement.",
    )


def check_deliverable(
    label: str, readers: Iterable[Reader], *, wanted: Sequence[str], public: bool
) -> AccessCheck:
    """Whether those for whom a deliverable is meant can open it; `wanted` are partner codes."""
    name = f"Livrable {label}"
    everyone = list(readers)
    if any(reader.kind == "anyone" for reader in everyone):
        if public:
            return passed(name, f"{label} est lisible par tous.")
        return warning(
            name,
            f"{label} n’est pas public et s’ouvre pourtant à toute personne qui a le lien.",
            "Ouvrir le fichier, « Partager », « Accès général » : choisir « Limité ».",
        )
    if public:
        return warning(
            name,
            f"{label} est public dans « Livrables », mais le fichier ne s’ouvre pas à tous.",
            "Ouvrir le fichier, « Partager », « Accès général » : « Tous les utilisateurs "
            "disposant du lien », « Lecteur ».",
        )
    there = {reader.who for reader in everyone}
    missing = [code for code in wanted if code not in there]
    if not missing:
        return passed(name, f"{label} est lisible par ses destinataires.")
    return warning(
        name,
        f"{label} ne s’ouvre pas pour {count_of(len(missing), 'destinataire')} "
        f"({_first(missing)}).",
        "Ouvrir le fichier, « Partager » : ajouter ces partenaires comme « Lecteur ».",
    )


def check_addresses(*, usable: int, unusable: Sequence[str], shared: Sequence[str]) -> AccessCheck:
    """The allow-list of « Pilotage »: partners by whether they can be written to."""
    name = "Adresses autorisées"
    said = f"{count_of(usable, 'partenaire')} {plural_word(usable, 'joignable')} par e-mail."
    if not unusable and not shared:
        return passed(name, said)
    if unusable:
        said += f" Sans adresse sûre : {', '.join(unusable)}."
    if shared:
        said += f" Même adresse pour plusieurs : {', '.join(shared)}."
    return warning(
        name,
        said,
        "Dans « Partenaires » de « Pilotage », mettre une seule adresse par ligne dans "
        "« E-mail » ; rien n’est envoyé sans adresse sûre.",
    )


def worst(checks: Iterable[AccessCheck]) -> CheckState:
    """The state of the whole."""
    states = {check.state for check in checks}
    return next((state for state in reversed(CheckState) if state in states), CheckState.PASSED)


def _first(codes: Sequence[str]) -> str:
    return ", ".join(codes[:_READERS_SHOWN]) + (" …" if len(codes) > _READERS_SHOWN else "")


def _unknown(strangers: int) -> list[str]:
    absent = plural_word(strangers, "absente")
    return [f"{count_of(strangers, 'adresse')} {absent} de « Pilotage »"] if strangers else []


SYMBOLS: Mapping[CheckState, str] = {
    CheckState.PASSED: "✓",
    CheckState.WARNING: "▲",
    CheckState.FAILED: "■",
}
