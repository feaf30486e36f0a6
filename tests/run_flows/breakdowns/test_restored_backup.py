"""A machine is lost and its backup brought back: nobody gets a mail twice, old as it may be."""

import os
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest
from support.theatre import TUESDAY, WEDNESDAY, Theatre, plain
from typer.testing import CliRunner

from flows.daily_follow_up import daily_follow_up
from flows.mail_settlement import mail_settlement
from flows.partner_reminders import partner_reminders
from relocalisons.cli.application import app
from relocalisons.errors import ConfigurationError
from relocalisons.sample.decisions import CoordinatorDay
from relocalisons.sample.engine.ids import PILOTAGE

pytestmark = pytest.mark.story

OURS = ("coordination@localizz.example", "exploitation@localizz.example")
SEND_ALL = CoordinatorDay(on=TUESDAY, send_all="tout envoyer")


def test_after_a_restoration_the_next_nights_send_nothing_twice(tuesday: Theatre, tmp_path: Path):
    eve = command("backup", "--programme", "sandbox", "--to", str(tmp_path / "eve")).strip()
    tuesday.at(TUESDAY, 11, 0)
    tuesday.teller.decide(SEND_ALL, pilotage_id=PILOTAGE)
    tuesday.run(mail_settlement, TUESDAY)
    sent = to_partners(tuesday)
    latest = command("backup", "--programme", "sandbox", "--to", str(tmp_path / "latest")).strip()

    # The last backup: the next night goes on as if nothing had happened.
    lose_the_store()
    command("restore", latest)
    tuesday.at(TUESDAY, 11, 20)
    tuesday.run(mail_settlement, TUESDAY)
    tuesday.at(WEDNESDAY)
    said = tuesday.run(daily_follow_up, WEDNESDAY)
    tuesday.run(partner_reminders, WEDNESDAY)
    after_the_last = to_partners(tuesday)

    # One from before they left: it holds them as undecided. She decides anew, and nothing leaves
    # until the operator has looked.
    lose_the_store()
    left_to_do = command("restore", eve)
    tuesday.at(WEDNESDAY, 9, 0)
    tuesday.run(mail_settlement, WEDNESDAY)
    tuesday.teller.decide(replace(SEND_ALL, on=WEDNESDAY), pilotage_id=PILOTAGE)
    with pytest.raises(ConfigurationError, match="restored from an older backup") as refused:
        tuesday.run(mail_settlement, WEDNESDAY)
    mark = str(refused.value).partition("--mark ")[2].split("`")[0]
    reason = ("--reason", "disque remplacé", "--programme", "sandbox")
    command("ledger", "restored", "--mark", mark, *reason)
    command("ledger", "release", "everything", *reason)
    for day in range(2):
        tuesday.at(WEDNESDAY + timedelta(days=day), 10, 0)
        for flow in (daily_follow_up, partner_reminders, mail_settlement):
            tuesday.run(flow, WEDNESDAY + timedelta(days=day))

    assert len(sent) == len(set(sent)) >= 15
    assert "constats" in said
    assert after_the_last == sent
    assert "A restored backup" in left_to_do
    assert to_partners(tuesday) == sent, "nobody got a digest twice"


def command(*words: str) -> str:
    """What a command prints, as an operator types it."""
    result = CliRunner().invoke(app, list(words), catch_exceptions=False)
    assert result.exit_code == 0, result.output
    return plain(result.output)


def lose_the_store() -> None:
    store = Path(os.environ["RELOCALISONS_STORE_URL"].removeprefix("sqlite:///"))
    for path in store.parent.glob(f"{store.name}*"):
        path.unlink()


def to_partners(theatre: Theatre) -> list[str]:
    """Whom mails went to besides the coordination, in order."""
    people = [mail["To"].addresses[0].addr_spec for mail in theatre.opened_mails()]
    return [who for who in people if who not in OURS]
