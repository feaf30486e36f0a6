"""Store: what an archive keeps of the readings, of her words and of the mails about some lines."""

from collections.abc import Collection, Mapping
from datetime import date

from sqlalchemy import func, select

from relocalisons.core.kernel.wording import hide_contacts
from relocalisons.store.moments import to_text
from relocalisons.store.opening import Store
from relocalisons.store.readings.act_words import decided_by_acts
from relocalisons.store.readings.reports import published_reports
from relocalisons.store.schema import (
    attempt,
    decision,
    notice,
    notice_item,
    snapshot,
    snapshot_workbook,
)

ARCHIVE = ":archive"  # ends the key under which a claim's archive is remembered
KEEP_UNTIL, KEEP_WHY, SEAL, NAME = "keep_until", "keep_why", "seal", "name"


def kept_archives(store: Store, programme: str) -> tuple[str, ...]:
    """What an erasure leaves alone, each with why and until when (English, for the operator)."""
    return tuple(
        _say_kept(one.facts, key)
        for key, one in sorted(published_reports(store, programme).items())
        if key.endswith(ARCHIVE) and KEEP_UNTIL in one.facts
    )


def _say_kept(facts: Mapping[str, str], key: str) -> str:
    day = date.fromisoformat(facts[KEEP_UNTIL])
    return (
        f"« {facts.get(NAME, key)} », until {day:%d/%m/%Y} ({facts.get(KEEP_WHY, '')}): evidence "
        "of a grant, article 17(3)(b) and (e) of the GDPR. It holds what the claim itself shows, "
        "salaries by initials or as a sum, and no address."
    )


def readings_in(
    store: Store, programme: str, snapshot_id: str, *, files: Collection[str]
) -> tuple[Mapping[str, str], ...]:
    """The workbooks of a reading: their version and the digest of their whole content."""
    query = (
        select(snapshot_workbook)
        .join(snapshot, snapshot.c.snapshot_id == snapshot_workbook.c.snapshot_id)
        .where(snapshot.c.programme == programme, snapshot.c.snapshot_id == snapshot_id)
        .where(snapshot_workbook.c.file_id.in_(sorted(files)))
        .order_by(snapshot_workbook.c.position)
    )
    with store.begin() as connection:
        return tuple(
            {
                "lecture": snapshot_id,
                "classeur": row.name,
                "fichier": row.file_id,
                "version": row.version,
                "modifie_le": row.modified_time,
                "lu_le": row.read_at,
                "sha256": row.digest,
            }
            for row in connection.execute(query)
        )


def decisions_about(
    store: Store, programme: str, *, subjects: Collection[str]
) -> tuple[Mapping[str, str], ...]:
    """What she decided beside findings on these subjects, or on their acts; no note of hers."""
    query = select(decision).where(decision.c.programme == programme, decision.c.decision != "")
    with store.begin() as connection:
        own = {
            row.key: (row.decision, row.decided_at or row.first_read_at)
            for row in connection.execute(query)
        }
    acts = decided_by_acts(store, programme)
    said = {key: (word.decision, to_text(at)) for key, (word, at) in acts.items()} | own
    return tuple(
        {"constat": key, "decision": hide_contacts(words), "lue_le": at}
        for key, (words, at) in sorted(said.items())
        if key.partition(":")[2] in subjects
    )


def mails_about(
    store: Store, programme: str, *, subjects: Collection[str]
) -> tuple[Mapping[str, str], ...]:
    """The mails that told of these subjects: kind, partner, day and state; no person, no words."""
    left = select(func.max(attempt.c.started_at)).where(attempt.c.notice_key == notice.c.key)
    query = (
        select(
            notice.c.kind,
            notice.c.partner,
            notice.c.state,
            notice_item.c.finding_key,
            left.scalar_subquery().label("left_at"),
        )
        .join(notice_item, notice_item.c.notice_key == notice.c.key)
        .where(notice.c.programme == programme)
        .order_by(notice.c.created_at, notice_item.c.finding_key)
    )
    with store.begin() as connection:
        return tuple(
            {
                "constat": row.finding_key,
                "nature": row.kind,
                "partenaire": row.partner,
                "etat": row.state,
                "parti_le": row.left_at or "",
            }
            for row in connection.execute(query)
            if row.finding_key.partition(":")[2] in subjects
        )
