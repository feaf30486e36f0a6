"""Who gets into the new workspace: one right per partner's folder, and who must be helped."""

from dataclasses import dataclass

from relocalisons.core.kernel.words.french import join_words
from relocalisons.core.workspace.plan import ListedPartner
from tasks.google.drive_rights import (
    NoGoogleAccountError,
    Right,
    SharingRefusedError,
    give_right,
    rights_on,
)
from tasks.run.programme_run import Google, ProgrammeRun
from tasks.run.steps import step
from tasks.workspace.setup import Workspace

_WITHOUT_ACCOUNT = (
    "pas de compte Google à cette adresse. Au choix : créer un compte Google avec l’adresse "
    "actuelle (accounts.google.com, « Utiliser mon adresse e-mail actuelle »), déposer un .xlsx "
    "dans son dossier pour lui, ou saisir ses lignes dans son classeur après un appel"
)


@dataclass(frozen=True, slots=True, kw_only=True)
class RightsGiven:
    """How many rights were given, and French sentences on who could not be let in."""

    given: int
    to_do: tuple[str, ...]


@step("Donner les droits aux partenaires")
def give_rights(run: ProgrammeRun, google: Google, space: Workspace) -> RightsGiven:
    """Each partner edits in its own folder and nowhere else; Google writes to nobody.

    A right that is there already is not given again; none is ever taken away here.
    """
    given = 0
    to_do: list[str] = []
    for partner in space.partners:
        if partner.no_account:
            to_do.append(f"{partner.code} : {_WITHOUT_ACCOUNT}.")
            continue
        if not partner.emails:
            to_do.append(
                f"{partner.code} : pas d’adresse sûre dans « Partenaires », aucun droit donné. "
                "Complétez « E-mail », puis relancez « Créer l’espace de travail »."
            )
            continue
        if run.dry_run:
            given += len(partner.emails)
            continue
        count, problem = _let_in(google, partner, space.folders[partner.code])
        given += count
        to_do += problem
    to_do += _coordination(run, google, space)
    return RightsGiven(given=given, to_do=tuple(to_do))


def _let_in(google: Google, partner: ListedPartner, folder: str) -> tuple[int, list[str]]:
    there = {right.who for right in rights_on(google.drive, folder) if right.may_write}
    given = 0
    refused: list[str] = []
    for email in partner.emails:
        if email.lower() in there:
            continue
        try:
            give_right(google.drive, folder, email=email, role="writer")
            given += 1
        except NoGoogleAccountError:
            refused.append(f"{partner.code} : {_WITHOUT_ACCOUNT}.")
        except SharingRefusedError as error:
            refused.append(f"{partner.code} : {error}")
    return given, list(dict.fromkeys(refused))


def _coordination(run: ProgrammeRun, google: Google, space: Workspace) -> list[str]:
    """The coordinator, and her deputy, must be members of the shared drive itself."""
    if not run.settings.google.drive_id:
        return []
    members = {right.who: right for right in rights_on(google.drive, space.root)}
    people = [run.settings.mail.coordinator, run.settings.mail.deputy]
    missing = [
        person.name
        for person in people
        if person is not None and not _writes(members.get(person.email.lower()))
    ]
    if not missing:
        return []
    return [
        f"{join_words(missing)} : à ajouter au Drive partagé (« Gérer les membres », rôle "
        "« Gestionnaire de contenu »)."
    ]


def _writes(right: Right | None) -> bool:
    return right is not None and right.may_write
