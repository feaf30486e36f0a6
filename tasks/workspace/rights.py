"""Who gets into the new workspace, and what « Créer l’espace de travail » says when it ends.

One right per partner's folder, and who must be helped.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from relocalisons.core.kernel.words.french import count_of, join_words, plural_word
from relocalisons.core.workspace.plan import ListedPartner
from tasks.google.drive_rights import (
    NoGoogleAccountError,
    Right,
    SharingRefusedError,
    give_right,
    rights_on,
)
from tasks.night.run_artifacts import say
from tasks.run.programme_run import Google, ProgrammeRun
from tasks.run.steps import step
from tasks.workspace.workspace import Workspace

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
        if space.only is not None and partner.code not in space.folders:
            continue  # nothing was made for it
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


_SHOWN = 12


def tell_workspace(run: ProgrammeRun, space: Workspace, rights: RightsGiven) -> str:
    """What was made, whom to help, and the id that the operator must write down."""
    done = list(_made(run, space.made))
    if rights.given:
        verb = "à donner" if run.dry_run else plural_word(rights.given, "donné")
        done.append(f"{count_of(rights.given, 'droit')} d’accès {verb}, sans aucun message.")
    left_out = [*space.listed.problems, *space.followed.said, *space.renamed, *rights.to_do]
    if not space.listed.partners:
        left_out.append(
            "Aucun partenaire : remplissez « Partenaires » dans « Pilotage », puis relancez."
        )
    if space.pilotage_id != run.settings.google.pilotage_id and not run.dry_run:
        left_out.insert(
            0,
            f'Pour l’exploitant : écrire pilotage_id = "{space.pilotage_id}" dans la section '
            f"[google] du fichier de configuration du programme.",
        )
    return say(run, done=done, left_out=left_out)


def _made(run: ProgrammeRun, made: Sequence[str]) -> Sequence[str]:
    if not made:
        return ("Rien à créer : l’espace de travail est complet.",)
    lead = "À créer" if run.dry_run else "Créé"
    sentences = [f"{lead} : {one}." for one in made[:_SHOWN]]
    if len(made) > _SHOWN:
        sentences.append(
            f"{lead} aussi : {count_of(len(made) - _SHOWN, 'autre élément', 'autres éléments')}."
        )
    return sentences
