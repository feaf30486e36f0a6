"""Subjects that came on: their tabs, columns, lists and folders are made by the night itself.

A subject counts as begun until that is done: a night that dies, or that Google refuses, leaves it
to the next one. On a first night nothing is made: « Créer l'espace de travail » has made what was
asked for, and a programme that comes with sheets of its own keeps what it has.
"""

from relocalisons.core.kernel.words.french import NBSP, join_words
from relocalisons.core.programme.subjects import say_begun
from relocalisons.errors import ConfigurationError, RelocalisonsError
from relocalisons.store.readings.snapshots import last_listing
from relocalisons.store.readings.subjects import remember_subjects
from tasks.intake.snapshots import Intake
from tasks.run.assessment import Assessment
from tasks.run.programme_run import Google, ProgrammeRun
from tasks.run.run_requests import WorkspaceRequest
from tasks.run.steps import step
from tasks.workspace.followed import Followed
from tasks.workspace.rights import give_rights
from tasks.workspace.setup import make_files, make_tabs
from tasks.workspace.workspace import read_workspace


@step("Créer ce que demandent les nouveaux sujets")
def equip_begun(
    run: ProgrammeRun, google: Google, intake: Intake, assessment: Assessment
) -> tuple[str, ...]:
    """Make what the subjects that are new tonight ask for, and remember them; what is said of it.

    Only what they bring: a tab, folder or column of an older subject that somebody removed stays
    removed, and nothing that stands in a cell is touched.
    """
    begun = assessment.begun
    if not begun:
        return ()
    before = intake.snapshot.read_at
    is_first = last_listing(run.store, run.code, kind=run.kind.value, before=before) is None
    made: tuple[str, ...] = ()
    if not is_first:
        try:
            made = _make(run, google, assessment)
        except ConfigurationError:
            raise
        except RelocalisonsError as error:
            subjects = join_words([each.value for each in begun])
            return (
                f"{subjects}{NBSP}: onglets et dossiers pas encore créés ({error}) Nouvel essai au "
                "prochain passage.",
            )
    remember_subjects(run.store, assessment.programme.subjects, programme=run.code, at=run.clock())
    return (say_begun(begun, made=None if is_first else made),)


def _make(run: ProgrammeRun, google: Google, assessment: Assessment) -> tuple[str, ...]:
    asked = WorkspaceRequest(
        programme=run.code, logical_date=run.as_of, dry_run=run.dry_run, partner_list=""
    )
    space = read_workspace(run, google, asked)
    space.followed = Followed(on=frozenset(assessment.programme.subjects))
    space.only = frozenset(assessment.begun)
    make_files(run, google, space)
    make_tabs(run, google, space)
    if space.folders:
        give_rights(run, google, space)
    return tuple(space.made)
