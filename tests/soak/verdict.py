"""What is asked when the nights are over: of Prefect, the store, the mailbox and the sheets."""

import os
import re
from collections import Counter
from collections.abc import Generator, Iterator
from datetime import datetime
from email import message_from_bytes, policy
from email.message import EmailMessage
from typing import Any
from uuid import UUID

import requests
from prefect.client.orchestration import SyncPrefectClient
from prefect.client.schemas.filters import (
    FlowRunFilter,
    FlowRunFilterState,
    FlowRunFilterStateType,
)
from prefect.client.schemas.objects import FlowRun, StateType
from sqlalchemy import select
from support import machines

from relocalisons.core.kernel.run_kinds import RunKind
from relocalisons.store.mails.alerts import is_alert_told, run_key
from relocalisons.store.mails.notice_states import NoticeState
from relocalisons.store.opening import open_store
from relocalisons.store.readings.snapshots import last_workbook
from relocalisons.store.schema import notice
from relocalisons.store.schema import run as run_table

CODE = "relocalisons"
COORDINATOR, OPERATOR = "coordination@localizz.example", "exploitation@localizz.example"
OURS = (COORDINATOR, OPERATOR, "veille@structure.example")
OPEN = [StateType.RUNNING, StateType.PENDING]
ENDED_BADLY = (StateType.FAILED, StateType.CRASHED)
LEFT = (NoticeState.ACCEPTED, NoticeState.DELIVERED, NoticeState.SILENT)
RUN_LINK = re.compile(rf"{re.escape(machines.CONSOLE)}/v2/runs/flow-run/([0-9a-f-]{{36}})")


class Verdict:
    """Figures and faults of a soak that is over."""

    def __init__(self, soak: Any, client: SyncPrefectClient) -> None:
        self.soak, self.client = soak, client
        self.store_url = os.environ["RELOCALISONS_STORE_URL"]
        self.silent = 0

    def is_settled(self) -> bool:
        """No run is open, and no alarm waits to be told."""
        waiting = any((self.soak.folder / "state" / "alarms").glob("*.json"))
        return not waiting and not self._runs(OPEN)

    def faults(self) -> list[str]:
        return [*self._open(), *self._mails(), *self._failures(), *self._work(), *self._typed()]

    def print_figures(self) -> None:
        runs = [self.client.read_flow_run(run) for _, _, run in self.soak.asked]
        ends = Counter(one.state_name for one in runs)
        mails = self._mail_list()
        to_partners = [one for one in mails if one["to"][0] not in OURS]
        told = [one for one in self._eml() if _is_failure(one)]
        with open_store(self.store_url) as store, store.begin() as connection:
            states = Counter(connection.execute(select(notice.c.state)).scalars())
        kills = ", ".join(f"{count} of the {who}" for who, count in self.soak.killed.items())
        ended = ", ".join(f"{count} times the {who}" for who, count in self.soak.ended.items())
        print(f"\nkills: {kills}; ended by themselves meanwhile: {ended or 'none'}")
        print(f"runs: {len(runs)}; " + ", ".join(f"{n} {name}" for name, n in ends.items()))
        print(f"mails to partners: {len(to_partners)}; notices: {dict(states)}")
        print(f"failures told: {len(told)} mails; "
              f"{self.silent // 2} runs did their work and could not say so")  # fmt: skip
        print(f"typed by people: {len(self.soak.people.comments)} comments, "
              f"{len(self.soak.people.notes)} notes")  # fmt: skip

    # --- the questions ---

    def _open(self) -> Iterator[str]:
        for one in self._runs(OPEN):
            yield f"{one.name} is {one.state_name} in Prefect"
        with open_store(self.store_url) as store, store.begin() as connection:
            left = connection.execute(
                select(run_table.c.kind, run_table.c.logical_date).filter_by(state="running")
            ).all()
        for kind, day in left:
            yield f"{kind} of {day} is running in the store"

    def _mails(self) -> Iterator[str]:
        """Each message of the service at most once; each that left stands in the store."""
        counted = Counter(
            one["custom_args"]["notice_id"]
            for one in self._mail_list()
            if "notice_id" in one["custom_args"]
        )
        with open_store(self.store_url) as store, store.begin() as connection:
            rows = connection.execute(select(notice.c.key, notice.c.kind, notice.c.state)).all()
        states = {row.key: row.state for row in rows}
        if not counted:
            yield "no mail names its notice: nothing was proved"
        for key, count in counted.items():
            if count > 1:
                yield f"notice {key[:12]} left {count} times"
            if key not in states:
                yield f"a mail left whose notice {key[:12]} the store does not know"
        for row in rows:
            if row.state in LEFT and row.key not in counted:
                yield f"{row.kind} {row.key[:12]} is {row.state}, and no such mail left"
            if row.state in (NoticeState.READY, NoticeState.SUBMITTING):
                yield f"{row.kind} {row.key[:12]} is still {row.state}"

    def _failures(self) -> Iterator[str]:
        """Every failed run is told, by a mail of its own or one before it of the same cause."""
        told = yield from self._told()
        runs = [(kind, self.client.read_flow_run(run)) for _, kind, run in self.soak.asked]
        for kind, one in runs:
            same = [one]
            if one.state.type in ENDED_BADLY:
                same = _block(one, [other for its, other in runs if its is kind])
            for who in (COORDINATOR, OPERATOR):
                knows = any(told[other.id, who] for other in same)
                if one.state.type not in ENDED_BADLY and knows:
                    yield f"{one.name} is {one.state_name} and was told to have failed"
                if one.state.type in ENDED_BADLY and not (knows or self._did_its_work(one)):
                    yield f"{one.name} ({kind.value}) is {one.state_name}, and {who} does not know"

    def _told(self) -> Generator[str, None, Counter[tuple[UUID, str]]]:
        """How often each run was told to have failed, and to whom; what was told badly."""
        told: Counter[tuple[UUID, str]] = Counter()
        for mail in filter(_is_failure, self._eml()):
            who = mail["To"].addresses[0].addr_spec
            if found := RUN_LINK.search(_text(mail)):
                told[UUID(found[1]), who] += 1
            elif who != OURS[2]:
                yield f"a failure told without its run: {mail['Subject']} to {who}"
        for (run, who), count in told.items():
            if count > 1:
                yield f"run {run} told {count} times to {who}"
        return told

    def _did_its_work(self, run: FlowRun) -> bool:
        """Only its end never reached Prefect."""
        with open_store(self.store_url) as store:
            known = is_alert_told(store, programme=CODE, key=run_key(str(run.id)))
        self.silent += known
        return known

    def _work(self) -> Iterator[str]:
        """Each day's runs were done in the end."""
        with open_store(self.store_url) as store, store.begin() as connection:
            done = {
                (row.kind, row.logical_date)
                for row in connection.execute(select(run_table).filter_by(state="finished"))
            }
        for day, kind in dict.fromkeys((day, kind) for day, kind, _ in self.soak.asked):
            if (kind.value, day.isoformat()) not in done:
                yield f"{kind.value} of {day} was never done"

    def _typed(self) -> Iterator[str]:
        yield from self.soak.people.lost()
        with open_store(self.store_url) as store:
            read = [
                repr(last_workbook(store, CODE, file_id=book.file_id))
                for book in self.soak.sample.eve.workbooks.values()
            ]
        for words in self.soak.people.unread("".join(read)):
            yield f"« {words} » was never read"

    # --- what there is ---

    def _runs(self, types: list[StateType]) -> list[FlowRun]:
        wanted = FlowRunFilter(state=FlowRunFilterState(type=FlowRunFilterStateType(any_=types)))
        return self.client.read_flow_runs(flow_run_filter=wanted)

    def _mail_list(self) -> list[dict[str, Any]]:
        return requests.get(f"{self.soak.vendors.base_url}/sandbox/mail", timeout=30).json()[
            "mails"
        ]

    def _eml(self) -> list[EmailMessage]:
        paths = sorted((self.soak.root / "mail").rglob("*.eml"))
        return [message_from_bytes(path.read_bytes(), policy=policy.default) for path in paths]


def _block(run: FlowRun, runs: list[FlowRun]) -> list[FlowRun]:
    """This run and those of its flow that failed before it, none having ended well between."""
    mine: list[FlowRun] = []
    for one in sorted(runs, key=_asked_at):
        if _asked_at(one) > _asked_at(run):
            break
        mine = [*mine, one] if one.state.type in ENDED_BADLY else []
    return mine


def _asked_at(run: FlowRun) -> datetime:
    assert run.created is not None
    return run.created


def _is_failure(mail: EmailMessage) -> bool:
    subject = str(mail["Subject"]).replace("\u00a0", " ")
    return any(f"« {kind.french} » n’a pas abouti" in subject for kind in RunKind)


def _text(mail: EmailMessage) -> str:
    body = mail.get_body(("plain", "html"))
    return body.get_content() if body else ""
