"""The demo says in words what it does, and at the end what is worth opening."""

from datetime import date
from email.message import EmailMessage

import pytest

from relocalisons.core.kernel.run_kinds import RunKind
from relocalisons.sample.demo.nights import flows_of
from relocalisons.sample.demo.progress import telling
from relocalisons.sample.demo.summary import print_summary


@pytest.mark.parametrize(
    ("day", "also"),
    [
        (date(2026, 3, 2), (RunKind.FREEZE_BASELINE, RunKind.COPIL_PACK)),
        (date(2026, 3, 3), (RunKind.PARTNER_REMINDERS, RunKind.COPIL_PACK)),
        (date(2026, 3, 5), (RunKind.WEEKLY_SUMMARY,)),
        (date(2026, 3, 10), (RunKind.PARTNER_REMINDERS,)),
        (date(2026, 4, 1), (RunKind.COPIL_PACK, RunKind.PRODUCER_FOLLOW_UP)),
    ],
    ids=lambda value: value.isoformat() if isinstance(value, date) else "-".join(value),
)
def test_a_night_plays_what_its_schedules_would(day, also):
    every_night = {RunKind.DAILY_FOLLOW_UP, RunKind.FUNDER_REPORTS, RunKind.MAIL_SETTLEMENT}

    assert set(flows_of(day)) >= {*every_night, *also}
    assert flows_of(day).index(RunKind.DAILY_FOLLOW_UP) < flows_of(day).index(
        RunKind.MAIL_SETTLEMENT
    )


def test_without_a_terminal_each_step_is_a_numbered_line(capsys):
    with telling(2) as told:
        told.begin(date(2026, 3, 2), "Suivi quotidien")
        told.say("  À lire dès maintenant")
        told.begin(date(2026, 3, 2), "Rapports financeurs")
        told.end()

    assert [line.replace("\u00a0", " ") for line in capsys.readouterr().out.splitlines()] == [
        "   1/2  lundi 2 mars : Suivi quotidien",
        "  À lire dès maintenant",
        "   2/2  lundi 2 mars : Rapports financeurs",
    ]


def test_only_what_stands_there_is_worth_opening_its_newest_version_first(tmp_path, capsys):
    for month in ("02", "03"):
        folder = tmp_path / "drive" / "Relocalisons" / "05 Rapports" / f"2026-{month}"
        folder.mkdir(parents=True)
        (folder / f"2026-{month} Note financeur FRA.pdf").write_bytes(b"%PDF")
    (tmp_path / "mail").mkdir()
    for name, subject in (("1-coordination", "7 messages"), ("2-p03", "Envoyez avant le 10 mars")):
        mail = EmailMessage()
        mail["Subject"] = subject
        (tmp_path / "mail" / f"{name}.eml").write_bytes(bytes(mail))

    print_summary(tmp_path, [], setup=3, total=70)

    said = capsys.readouterr().out.split("À ouvrir d’abord")[1]
    assert "2-p03.eml" in said and "1-coordination" not in said
    assert "2026-03 Note financeur FRA.pdf" in said and "2026-02" not in said
    assert "Dossier de séance" not in said, "it was never published"
