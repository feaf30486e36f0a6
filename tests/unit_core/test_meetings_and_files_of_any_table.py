"""Whatever people type in these tables: no error, and no sentence with a hole in it."""

from datetime import date

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from support.programme.build import a_file, a_folder
from support.programme.tables import drawn, programme_with

from relocalisons.core.communication.findings import find_communication
from relocalisons.core.deliverables.dissemination import find_dissemination
from relocalisons.core.deliverables.files_findings import find_deliverable_files
from relocalisons.core.kernel.model import Finding, Programme
from relocalisons.core.meetings.findings.attendance import find_falling_attendance
from relocalisons.core.meetings.findings.decisions import find_decisions
from relocalisons.core.meetings.findings.meetings import find_meetings
from relocalisons.core.partners.mobilisation import MailFacts, find_mobilisation
from relocalisons.core.programme.audience import (
    COMMITTEE,
    EVERYBODY,
    FUNDER,
    partner_viewer,
    view_for,
)

TUESDAY = date(2026, 3, 3)
HEADS = {
    "meetings": "number type date committee notice_sent quorum status minutes",
    "attendance": "meeting partner person presence answer",
    "committees": "committee partner person role",
    "decisions": "number meeting decision owner due status",
    "communication": "number channel topic deliverable contractor planned_on published_on link "
    "logos_checked brief_sent proof_received funder_agreed status",
    "deliverables": "number title owner due naming_rule folder status version confidentiality "
    "validated_on linkedin funders_to_cite file_link reviewer",
    "contacts": "date partner said",
}
CELLS = (
    "", "", "P01", "P02", "R-1", "R-1", "L1", "COPIL", "GT Eau", "01/03/2026", "16/03/2026",
    "31/02/2026", "fin mars", "tenue", "prévue", "reportée", "présent", "absent ?", "oui", "non",
    "pouvoir à P02", "pouvoir à ?", "à préciser", "2", "0,5", "la moitié", "-3", "#REF!", "déposé",
    "validé", "à produire", "public", "partenaires", "v2", "RELOC_*_v*.pdf", "*", "dossier-1234567",
    "ouverte", "membre", "invitée", "a@b.example", "06 12 34 56 78", "<b>gras</b>", "😀", "x" * 300,
)  # fmt: skip


def findings_of(
    programme: Programme, *, changed: dict[str, date], mails: MailFacts | None = None
) -> tuple[Finding, ...]:
    return (
        *find_deliverable_files(programme),
        *find_dissemination(programme, as_of=TUESDAY),
        *find_meetings(programme, as_of=TUESDAY, convened=mails.convened if mails else {}),
        *find_decisions(programme, as_of=TUESDAY),
        *find_falling_attendance(programme, as_of=TUESDAY),
        *find_communication(programme, as_of=TUESDAY),
        *find_mobilisation(programme, as_of=TUESDAY, unchanged_since=changed, mails=mails),
    )


@st.composite
def programmes(draw: st.DrawFn):
    tables = []
    for name, columns in HEADS.items():
        heads = columns.split()
        lines = draw(
            st.lists(
                st.lists(st.sampled_from(CELLS), min_size=len(heads), max_size=len(heads)),
                max_size=5,
            )
        )
        if lines:
            tables.append(
                drawn(name, "\n".join([" | ".join(heads), *(" | ".join(line) for line in lines)]))
            )
    files = (a_folder("dossier-1234567"), a_file("RELOC_L1_v1.pdf", parent="dossier-1234567"))
    return programme_with(*tables, items=draw(st.sampled_from([(), files])))


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(programme=programmes())
def test_no_table_makes_an_error_or_a_sentence_with_a_hole(programme):
    mails = MailFacts(bounced={"P02": TUESDAY})

    for finding in findings_of(programme, changed={"A1": TUESDAY}, mails=mails):
        said = f"{finding.title} {finding.action} {finding.ask} {finding.detail} {finding.label}"
        assert "None" not in said
        assert finding.title.endswith(".")
        assert finding.title[0].isupper() or not finding.title[0].isalpha()
        assert finding.evidence
        assert finding.subject


@settings(max_examples=30, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(programme=programmes())
def test_any_table_can_be_looked_at_by_any_audience_and_judged_again(programme):
    for viewer in (FUNDER, COMMITTEE, EVERYBODY, partner_viewer("P02")):
        seen = view_for(programme, viewer=viewer).programme

        findings_of(seen, changed={})
