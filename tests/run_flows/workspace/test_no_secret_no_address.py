"""Neither a secret nor an address is in a log, in Prefect's database, in an artifact or in a column
of the store, after mails that left, a mail that came back, a doubt and a key that was refused."""

import json
import logging
import os
import re
import shutil
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest
from prefect.logging.handlers import APILogHandler
from prefect.settings import PREFECT_SERVER_DATABASE_CONNECTION_URL
from sqlalchemy import LargeBinary, select
from support.theatre import TUESDAY, WEDNESDAY, Theatre, open_theatre, the_sample

from flows.daily_follow_up import daily_follow_up
from flows.mail_settlement import mail_settlement
from relocalisons.errors import ConfigurationError
from relocalisons.sample.decisions import CoordinatorDay
from relocalisons.sample.engine.ids import PILOTAGE
from relocalisons.store.mails.events import join_events, keep_events
from relocalisons.store.mails.notices import NoticeState, notices_in
from relocalisons.store.schema import metadata
from tasks.mail.webhook import read_events

pytestmark = pytest.mark.story

PLANTED = "SG.canari-7f3a9b.qui-ne-doit-paraitre-nulle-part"
ADDRESS = re.compile(r"[\w.+-]+@[\w-]+(?:\.[\w-]+)*\.(?:example|test|invalid)")
LOUD = ("", "prefect", "prefect.flow_runs", "prefect.task_runs", "relocalisons")
SEND_ALL = CoordinatorDay(on=TUESDAY, send_all="tout envoyer")


class Listening(logging.Handler):
    """Every record of every library, as a log file would have it."""

    def __init__(self) -> None:
        super().__init__(level=logging.DEBUG)
        self.lines: list[str] = []
        self.setFormatter(logging.Formatter("%(name)s %(levelname)s %(message)s"))

    def emit(self, record: logging.LogRecord) -> None:
        self.lines.append(self.format(record))


@dataclass(frozen=True)
class Left:
    """What two days left behind, as text by place."""

    logs: str
    prefect: str
    columns: dict[str, str]
    opaque: dict[str, int]
    secrets: tuple[str, ...]
    mails: int
    states: frozenset[NoticeState]


@pytest.fixture(scope="module")
def left(whole_played: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Left]:
    root = Path(shutil.copytree(whole_played, tmp_path_factory.mktemp("secrets") / "workspace"))
    ears = Listening()
    levels = {name: logging.getLogger(name).level for name in LOUD}
    for name in LOUD:
        logging.getLogger(name).setLevel(logging.DEBUG)
        logging.getLogger(name).addHandler(ears)
    try:
        with open_theatre(root, sample=the_sample()) as theatre:
            os.environ["RELOCALISONS_SENDGRID_API_KEY"] = PLANTED
            live_two_days(theatre)
            APILogHandler().flush()
            yield what_is_left(theatre, ears)
    finally:
        for name, level in levels.items():
            logging.getLogger(name).setLevel(level)
            logging.getLogger(name).removeHandler(ears)


def live_two_days(theatre: Theatre) -> None:
    theatre.at(TUESDAY, 11, 0)
    theatre.teller.decide(SEND_ALL, pilotage_id=PILOTAGE)
    theatre.fault(path="^/v3/mail/send", times=1, skip=2, status=503, when="after")
    theatre.fault(path="^/v3/mail/send", times=3, skip=5, status=401)
    with pytest.raises(ConfigurationError):
        theatre.run(mail_settlement, TUESDAY)
    theatre.mend()
    theatre.at(TUESDAY, 11, 15)
    theatre.run(mail_settlement, TUESDAY)
    bring_back(theatre, "delivered", "bounce")
    theatre.at(WEDNESDAY)
    theatre.run(daily_follow_up, WEDNESDAY)


def bring_back(theatre: Theatre, *events: str) -> None:
    """SendGrid tells of the first digests, with the address and the foreign server's words."""
    with theatre.store() as store:
        sent = [
            one
            for one in notices_in(store, "relocalisons", (NoticeState.ACCEPTED,))
            if one.kind == "digest"
        ]
        now = sent[0].changed_at
        told = [
            {
                "email": "quelquun@partenaire.example", "event": event, "sg_event_id": event,
                "timestamp": now.timestamp(), "notice_id": notice.key, "attempt": "1",
                "reason": "550 <quelquun@partenaire.example> unknown", "status": "5.1.1",
            }
            for event, notice in zip(events, sent, strict=False)
        ]  # fmt: skip
        keep_events(store, read_events(json.dumps(told).encode(), now=now), at=now)
        join_events(store, at=now)


def what_is_left(theatre: Theatre, ears: Listening) -> Left:
    columns: dict[str, str] = {}
    opaque: dict[str, int] = {}
    with theatre.store() as store:
        states = frozenset(
            one.state for one in notices_in(store, "relocalisons", tuple(NoticeState))
        )
        with store.begin() as connection:
            for table in metadata.sorted_tables:
                for column in table.columns:
                    values = connection.execute(select(column)).scalars().all()
                    name = f"{table.name}.{column.name}"
                    if isinstance(column.type, LargeBinary):
                        opaque[name] = len(values)
                    else:
                        columns[name] = "\n".join(map(str, values))
    key = json.loads(os.environ["RELOCALISONS_GOOGLE_KEY"])
    secrets = (PLANTED, os.environ["RELOCALISONS_HMAC_KEY"], key["private_key"].splitlines()[1])
    return Left(
        logs="\n".join(ears.lines), prefect=database_of_prefect(), columns=columns, opaque=opaque,
        secrets=secrets, mails=len(theatre.mails()), states=states,
    )  # fmt: skip


def database_of_prefect() -> str:
    """Every byte of it: runs, parameters, artifacts, logs, results, states; of all these tests."""
    url = str(PREFECT_SERVER_DATABASE_CONNECTION_URL.value())
    path = Path(url.partition("///")[2])
    files = [path, path.with_name(f"{path.name}-wal")]
    return "".join(file.read_bytes().decode("latin-1") for file in files if file.exists())


def test_the_story_had_what_might_leak(left: Left):
    """The search below is not blind: mails left, one came back, one is in doubt, a key failed."""
    assert left.mails > 15
    assert {NoticeState.DELIVERED, NoticeState.ACCEPTED} & left.states
    assert {NoticeState.BOUNCED, NoticeState.UNSETTLED} <= left.states
    assert len(left.logs) > 10_000
    assert "RELOCALISONS_SENDGRID_API_KEY" in left.prefect, "the refusal of the key is in it"
    assert "mail_settlement" in left.prefect
    assert "Beginning flow run" in left.prefect, "its logs are kept there"
    assert left.opaque.keys() == {
        *("blob.content", "notice.body"),
        *("inbound_mail.sealed", "reply_proposal.content"),
    }
    assert left.opaque["blob.content"] > 10
    assert left.opaque["notice.body"] > 10


def test_no_secret_is_anywhere(left: Left):
    for secret in left.secrets:
        assert len(secret) > 20
        assert secret not in left.logs
        assert secret not in left.prefect
        assert [name for name, text in left.columns.items() if secret in text] == []


def test_no_address_is_in_a_log(left: Left):
    assert sorted(set(ADDRESS.findall(left.logs))) == []


def test_no_address_is_in_prefects_database_or_its_artifacts(left: Left):
    assert sorted(set(ADDRESS.findall(left.prefect))) == []


def test_no_address_is_in_a_column_but_bodies_and_readings(left: Left):
    found = {name: set(ADDRESS.findall(text)) for name, text in left.columns.items()}

    assert {name: addresses for name, addresses in found.items() if addresses} == {}
