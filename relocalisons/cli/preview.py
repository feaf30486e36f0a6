"""`relocalisons preview`: any mail or paper as it would be made today, into files."""

from datetime import date, datetime
from pathlib import Path
from typing import Annotated

import typer

from relocalisons.core.kernel.run_kinds import RunKind


def preview(
    what: Annotated[
        str,
        typer.Argument(
            help="A mail: digest, escalation, meeting_notice, decision_request, second_call, "
            "meeting_decision, daily_alert, new_files, weekly_summary, failure, late_run, doubt or "
            "first_sending. A paper: note-mensuelle, rapport, demande-de-paiement, "
            "controle-avant-envoi, rapport-copil, ordre-du-jour, emargement, releve, "
            "dossier-de-seance, pouvoir, support-de-seance, kit-de-diffusion, fiche-prestataire, "
            "contrat-de-culture, note-de-gre-a-gre, fiche-producteur, plan-de-visites, "
            "plan-de-saison, suivi-des-filieres, annexe-egalim, reversements or etat-de-compte."
        ),
    ],
    programme: Annotated[str, typer.Option(help="Name of a TOML file in config/.")],
    partner: Annotated[str, typer.Option(help="Partner code, for messages to partners.")] = "",
    about: Annotated[
        str,
        typer.Option(help="Of a paper: funder, committee, meeting, partner, line or year."),
    ] = "",
    day: Annotated[
        datetime | None, typer.Option("--date", formats=["%Y-%m-%d"], help="Logical date.")
    ] = None,
    out: Annotated[Path, typer.Option(help="Folder that receives the files.")] = Path(
        "out/previews"
    ),
) -> None:
    """Write a mail (.eml, .html, .txt) or a paper (PDF, Word, its words) as it would be today.

    Nothing is written elsewhere, nothing leaves. What is still to be filled in a paper is marked.
    """
    from tasks.meetings.paper_preview import paper_sorts, slug_of

    asked = day.date() if day else None
    if slug_of(what) in paper_sorts():
        write_papers(what, programme=programme, about=about, day=asked, out=out.resolve())
        return
    write_previews(what, programme=programme, partner=partner, day=asked, out=out.resolve())


def write_papers(
    sort: str, *, programme: str, about: str, day: date | None, out: Path
) -> tuple[Path, ...]:
    """Write each paper of a sort from the last reading: the files, printed with what is missing."""
    from relocalisons.errors import ConfigurationError
    from relocalisons.store.readings.snapshots import last_snapshot
    from tasks.intake.follow_up_steps import assess_programme
    from tasks.meetings.paper_preview import preview_papers
    from tasks.night.run_artifacts import said_holes
    from tasks.run.programme_run import open_run
    from tasks.run.run_requests import NightRequest

    request = NightRequest(programme=programme, logical_date=day, dry_run=True)
    with open_run(request, kind=RunKind.PAPER_PREVIEW, scheduled=None, once_a_day=False) as run:
        snapshot = last_snapshot(run.store, run.code)
        if snapshot is None:
            raise ConfigurationError("Nothing was read yet: run daily_follow_up --write first.")
        made = preview_papers(run, assess_programme(run, snapshot), sort, about=about)
    out.mkdir(parents=True, exist_ok=True)
    files: list[Path] = []
    for one in made:
        stem = one.file_stem.replace("/", " ")
        forms = ((".pdf", one.pdf), (".docx", one.docx), (".pptx", one.pptx))
        for suffix, content in (*forms, (".md", one.markdown.encode())):
            if content:
                path = out / f"{stem}{suffix}"
                path.write_bytes(content)
                files.append(path)
        print("\n".join((f"{stem}: {one.pages} p. {said_holes(one)}", *one.holes)))
    print("\n".join(str(path) for path in files))
    return tuple(files)


def write_previews(
    message: str, *, programme: str, partner: str, day: date | None, out: Path
) -> tuple[Path, ...]:
    """Write `<message>-<partner>.eml`, `.html` and `.txt` for each mail; the files, printed too."""
    from tasks.reminders.preview import preview
    from tasks.run.programme_run import open_run
    from tasks.run.run_requests import NightRequest

    request = NightRequest(programme=programme, logical_date=day, dry_run=True)
    kind = RunKind.PARTNER_REMINDERS
    with open_run(request, kind=kind, scheduled=None, once_a_day=False) as run:
        made = preview(run, message, partner=partner)
    out.mkdir(parents=True, exist_ok=True)
    files: list[Path] = []
    for number, one in enumerate(made):
        parts = [message, partner.upper(), str(number + 1) if number else ""]
        stem = "-".join(part for part in parts if part)
        for suffix, content in (
            (".eml", one.eml),
            (".html", one.mail.html.encode()),
            (".txt", one.mail.text.encode()),
        ):
            path = out / f"{stem}{suffix}"
            path.write_bytes(content)
            files.append(path)
        print(f"{one.to}: {one.mail.subject}")
    print("\n".join(str(path) for path in files))
    return tuple(files)
