"""The steps of repayments: the lead's page and each partner's state of account, once a month."""

from collections.abc import Iterator

from relocalisons.core.kernel.calendar.calendar import is_first_working_day
from relocalisons.core.kernel.calendar.working_time import shared_calendar
from relocalisons.core.kernel.model import Snapshot
from relocalisons.core.kernel.words.french import count_of
from relocalisons.core.money.repayments.positions import are_followed
from relocalisons.core.reports.repayments.overview import build_repayments_page
from relocalisons.core.reports.repayments.statement import (
    build_account_statement,
    partners_with_account,
)
from relocalisons.core.workspace.new_files import partner_folder
from relocalisons.rendering.papers.papers import RenderedPaper
from relocalisons.rendering.papers.second_press import Order
from tasks.google.drive import XLSX
from tasks.papers.papers import (
    MadePaper,
    MadePapers,
    Publishing,
    ToPrint,
    archived,
    print_papers,
    publish_papers,
)
from tasks.papers.publication import Document, Publication
from tasks.run.assessment import Assessment
from tasks.run.programme_run import ProgrammeRun
from tasks.run.steps import step

FOLDER, ACCOUNTS = "Reversements", "États de compte"


@step("Rédiger les états de compte")
def render_repayments(run: ProgrammeRun, snapshot: Snapshot, assessment: Assessment) -> MadePapers:
    """On the first working day of the month, where the lead repays partners; no network."""
    programme = assessment.programme
    calendar = shared_calendar(programme.working_time)
    if not are_followed(programme) or not is_first_working_day(run.as_of, calendar=calendar):
        return MadePapers()
    papers = [_overview(run, assessment)]
    homeless: list[str] = []
    for partner in partners_with_account(programme, as_of=run.as_of):
        folder = partner_folder(partner, snapshot.items)
        if folder is None:
            homeless.append(partner)
        papers.append(_account(run, assessment, partner, folder=folder))
    return MadePapers(
        papers=print_papers(papers, "États de compte"), skipped=tuple(_say_homeless(homeless))
    )


publish_repayments = step("Déposer les états de compte")(publish_papers)


def tell_accounts(publishing: Publishing) -> list[str]:
    """One sentence for all of them, whatever their number; none where nothing was made."""
    news = [each for each in publishing.published if each.outcome is not Publication.UNCHANGED]
    if not publishing.published:
        return []
    if not news:
        return ["Reversements et états de compte : déjà à jour."]
    made = count_of(len(news), "fichier créé ou mis à jour", "fichiers créés ou mis à jour")
    return [f"Reversements et états de compte : {made}."]


def _account(
    run: ProgrammeRun, assessment: Assessment, partner: str, *, folder: tuple[str, ...] | None
) -> ToPrint:
    view = build_account_statement(assessment.programme, partner=partner, as_of=run.as_of)
    where = folder or (run.settings.google.coordination_folder, FOLDER, ACCOUNTS)

    def made(files: RenderedPaper) -> tuple[MadePaper]:
        document = archived(files, f"{run.code}:etat-de-compte:{partner}")
        return (MadePaper(folder=where, documents=(document,), sort="état de compte"),)

    return ToPrint(order=Order(paper=view, docx=False), made=made)


def _overview(run: ProgrammeRun, assessment: Assessment) -> ToPrint:
    view = build_repayments_page(assessment.programme, as_of=run.as_of)
    folder, key = run.settings.google.coordination_folder, f"{run.code}:reversements"

    def made(files: RenderedPaper) -> tuple[MadePaper]:
        documents = (archived(files, f"{key}:pdf"), _workbook(files, f"{key}:xlsx"))
        return (MadePaper(folder=(folder, FOLDER), documents=documents, sort="reversements"),)

    return ToPrint(order=Order(paper=view, docx=False), made=made)


def _workbook(files: RenderedPaper, key: str) -> Document:
    return Document(
        key=key,
        name=f"{files.file_stem}.xlsx",
        data=files.xlsx,
        media_type=XLSX,
        fingerprint=files.fingerprint,
    )


def _say_homeless(partners: list[str]) -> Iterator[str]:
    if partners:
        yield (
            f"Sans dossier de partenaire ({', '.join(partners)}), l’état de compte est dans "
            f"« {FOLDER} » de la coordination."
        )
