"""What « Créer l’espace de travail » says when it ends."""

from collections.abc import Sequence

from relocalisons.core.kernel.words.french import count_of, plural_word
from tasks.night.run_artifacts import say
from tasks.run.programme_run import ProgrammeRun
from tasks.workspace.rights import RightsGiven
from tasks.workspace.setup import Workspace

_SHOWN = 12


def tell_workspace(run: ProgrammeRun, space: Workspace, rights: RightsGiven) -> str:
    """What was made, whom to help, and the id that the operator must write down."""
    done = list(_made(run, space.made))
    if rights.given:
        verb = "à donner" if run.dry_run else plural_word(rights.given, "donné")
        done.append(f"{count_of(rights.given, 'droit')} d’accès {verb}, sans aucun message.")
    left_out = [*space.listed.problems, *space.renamed, *rights.to_do]
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
