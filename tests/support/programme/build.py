"""Small builders of domain values: only what a rule needs is said, the rest is plain.

In tables a date is `2026-02-15`, `~2026-02-28` (about), `??` (ambiguous), `!!` (unreadable) or
empty (absent); the same marks hold for numbers, volumes and statuses.
"""

from collections.abc import Iterable, Sequence
from datetime import UTC, date, datetime
from decimal import Decimal
from typing import Any

from relocalisons.core.kernel.model import (
    Action,
    ActionStatus,
    DateInterval,
    Deliverable,
    Delivery,
    Doubt,
    DriveItem,
    Finding,
    Funder,
    GrowingContract,
    Partner,
    Programme,
    Quantity,
    QuantityRange,
    Reading,
    ReportDeadline,
    RowPlace,
    VolumeCommitment,
    absent,
    certain,
)

AMBIGUOUS = Reading(None, Doubt.AMBIGUOUS, "1.234", "Préciser la valeur.")
UNREADABLE = Reading(None, Doubt.UNREADABLE, "#REF!", "Corriger la formule.")
MOMENT = datetime(2026, 3, 3, 5, 30, tzinfo=UTC)

_COLUMNS = {
    "number": "A", "title": "B", "owner": "C", "planned_end": "D", "revised_end": "E",
    "progress": "F", "status": "G", "due": "D", "revised_due": "E", "naming_rule": "F",
    "file_link": "H", "volume": "D", "period_end": "C", "date": "A", "quantity": "C",
    "rejected": "E", "tolerance": "F", "email": "F", "actual_end": "H", "predecessors": "I",
}  # fmt: skip


def rows(table: str) -> list[dict[str, str]]:
    """The rows of a small table drawn with `|`, by header."""
    lines = [line for line in table.splitlines() if line.strip()]
    headers, *body = [[cell.strip() for cell in line.split("|")] for line in lines]
    return [dict(zip(headers, cells, strict=False)) for cells in body]


def place(row: int = 2, *, workbook: str = "Suivi P01", tab: str = "Plan d'action") -> RowPlace:
    return RowPlace(
        file_id=f"file-{workbook}", workbook=workbook, tab=tab, sheet_id=7, row=row,
        letters=_COLUMNS,
    )  # fmt: skip


def a_date(text: str | None) -> Reading[DateInterval]:
    marked = _marked(text)
    if marked is not None:
        return marked
    assert text is not None
    day = date.fromisoformat(text.removeprefix("~"))
    if text.startswith("~"):
        return Reading(DateInterval(day.replace(day=1), day), Doubt.ABOUT, text)
    return certain(DateInterval(day, day))


def a_status(text: str) -> Reading[ActionStatus]:
    return _marked(text) or certain(ActionStatus(text))


def a_fraction(text: str | None) -> Reading[Decimal]:
    return _marked(text) or certain(Decimal(str(text)))


def a_volume(text: str | None) -> Reading[Quantity | QuantityRange]:
    """`500 kg`, `12` (no unit), `8..10 t` (a range)."""
    marked = _marked(text)
    if marked is not None:
        return marked
    assert text is not None
    amount, _, unit = text.partition(" ")
    if ".." in amount:
        low, high = amount.split("..")
        return certain(QuantityRange(Decimal(low), Decimal(high), unit or None))
    return certain(Quantity(Decimal(amount), unit or None))


def _marked(text: str | None) -> Reading[Any] | None:
    if not text:
        return absent()
    return {"??": AMBIGUOUS, "!!": UNREADABLE}.get(text)


def a_partner(code: str = "P01", name: str = "Ville de Grasse", **given: Any) -> Partner:
    emails = given.pop("emails", (f"contact@{code.lower()}.example",))
    values: dict[str, Any] = {
        "profile": "collectivité", "contact": "Anne Roux", "phone": None, "channel": "e-mail",
        "active": True, "place": place(tab="Partenaires", workbook="Pilotage"),
    }  # fmt: skip
    reading = emails if isinstance(emails, Reading) else certain(tuple(emails))
    return Partner(code=code, name=name, emails=reading, **{**values, **given})


def an_action(number: str = "A1.1", **given: str | bool | None) -> Action:
    def say(column: str, default: str = "") -> str:
        return str(given.get(column) or default)

    before = say("predecessors")
    return Action(
        number=number,
        title=say("title", "Former les cuisiniers"),
        work_stream=say("work_stream", "Axe 1"),
        owner=say("owner", "P01") if say("owner", "P01") != "?" else None,
        planned_start=a_date(say("start")),
        planned_end=a_date(say("end")),
        revised_end=a_date(say("revised")),
        actual_start=a_date(say("started")),
        actual_end=a_date(say("ended")),
        progress=a_fraction(say("progress")),
        status=a_status(say("status", "in_progress") if given.get("status") != "" else ""),
        predecessors=certain(tuple(before.split())) if before else absent(),
        milestone=say("milestone") or None,
        deliverables=tuple(say("outputs").split()),
        funders=tuple(say("funders").split()),
        struck=bool(given.get("struck")),
        place=place(),
    )


def actions(table: str) -> tuple[Action, ...]:
    """Actions from a table whose first header is `action`."""
    return tuple(an_action(row.pop("action"), **row) for row in rows(table))


def a_deliverable(number: str = "L04", **given: Any) -> Deliverable:
    return Deliverable(
        number=number,
        title=given.get("title", "Guide des achats locaux"),
        owner=given.get("owner", "P01"),
        due=a_date(given.get("due", "")),
        revised_due=a_date(given.get("revised", "")),
        naming_rule=given.get("rule", f"RELOC_{number}_*.pdf") or None,
        folder=given.get("folder"),
        file_link=given.get("link"),
        status=given.get("status", "en rédaction"),
        expected_format=None,
        funders_to_cite=None,
        struck=given.get("struck", False),
        place=place(tab="Livrables"),
    )


def a_file(name: str, *, parent: str | None = "root-folder", **given: Any) -> DriveItem:
    values: dict[str, Any] = {
        "file_id": f"id-{name}".replace(" ", "-"), "mime_type": "application/pdf",
        "modified_time": MOMENT, "version": "1", "size": 1200,
    }  # fmt: skip
    return DriveItem(name=name, parent_id=parent, **{**values, **given})


def a_folder(file_id: str, *, parent: str | None = "root-folder") -> DriveItem:
    folder = "application/vnd.google-apps.folder"
    return a_file(file_id, parent=parent, file_id=file_id, mime_type=folder, size=None)


def commitments(table: str, *, contract: str = "C01") -> tuple[VolumeCommitment, ...]:
    return tuple(
        VolumeCommitment(
            contract=contract,
            start=absent(),
            end=a_date(row["until"]),
            volume=a_volume(row["volume"]),
            unit=row.get("unit") or None,
            place=place(number + 2, workbook="Pilotage", tab="Volumes engagés"),
        )
        for number, row in enumerate(rows(table))
    )


def deliveries(table: str, *, contract: str = "C01") -> tuple[Delivery, ...]:
    return tuple(
        Delivery(
            contract=contract,
            on=a_date(row["on"]),
            quantity=a_volume(row["quantity"]),
            unit=row.get("unit") or None,
            rejected=a_volume(row.get("rejected")),
            place=place(number + 2, tab="Livraisons"),
        )
        for number, row in enumerate(rows(table))
    )


def a_contract(
    number: str = "C01",
    *,
    planned: Sequence[VolumeCommitment] = (),
    made: Sequence[Delivery] = (),
    stage: str = "en livraison",
    tolerance: str = "",
    producer: str | None = "P01",
    crop: str = "Courgette",
) -> GrowingContract:
    return GrowingContract(
        number=number,
        producer=producer,
        buyer=None,
        supply_chain=None,
        crop=crop,
        volume=absent(),
        tolerance=a_fraction(tolerance),
        start=absent(),
        end=absent(),
        stage=stage,
        commitments=tuple(planned),
        deliveries=tuple(made),
        place=place(workbook="Pilotage", tab="Contrats de culture"),
    )


def a_funder(code: str = "FRA", name: str = "Fonds régional", **given: Any) -> Funder:
    return Funder(
        code=code,
        name=name,
        agreement=None,
        amount=absent(),
        rate=absent(),
        eligibility_start=absent(),
        eligibility_end=a_date(given.get("until", "")),
        mention=None,
        place=place(workbook="Pilotage", tab="Financeurs"),
    )


def a_report(kind: str = "intermédiaire", *, funder: str = "FRA", **given: Any) -> ReportDeadline:
    return ReportDeadline(
        funder=funder,
        type=kind,
        period_start=a_date(given.get("since", "2025-09-01")),
        period_end=a_date(given.get("until", "")),
        deadline=a_date(given.get("deadline", "")),
        status=None,
        closed=given.get("closed", False),
        place=place(workbook="Pilotage", tab="Échéancier rapports"),
    )


def a_programme(
    *,
    as_of: date = date(2026, 3, 3),
    partners: Iterable[Partner] | None = None,
    actions: Iterable[Action] = (),
    deliverables: Iterable[Deliverable] = (),
    contracts: Iterable[GrowingContract] = (),
    items: Iterable[DriveItem] = (),
    findings: Iterable[Finding] = (),
    funders: Iterable[Funder] = (),
    report_deadlines: Iterable[ReportDeadline] = (),
) -> Programme:
    known = (a_partner("P01", "Ville de Grasse"), a_partner("P02", "Chambre d'agriculture 06"))
    return Programme(
        code="relocalisons",
        name="Relocalisons",
        as_of=as_of,
        partners=tuple(known if partners is None else partners),
        actions=tuple(actions),
        deliverables=tuple(deliverables),
        contracts=tuple(contracts),
        funders=tuple(funders),
        report_deadlines=tuple(report_deadlines),
        items=tuple(items),
        parameters={},
        tables={},
        findings=tuple(findings),
    )


def by_kind(findings: Iterable[Finding]) -> dict[str, list[str]]:
    """Subjects by kind, as tests compare them."""
    grouped: dict[str, list[str]] = {}
    for finding in findings:
        grouped.setdefault(finding.kind.value, []).append(finding.subject)
    return grouped
