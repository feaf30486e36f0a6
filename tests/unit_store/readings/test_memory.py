"""What the store remembers besides mails: baselines, her words, reports, failures, stops."""

from datetime import UTC, date, datetime, time, timedelta
from decimal import Decimal

from support.mails.build import PROGRAMME, after

from relocalisons.core.kernel.model import Decision
from relocalisons.core.programme.decisions.baseline import Baseline
from relocalisons.store.failures import failure_told, forget_failures, note_failure
from relocalisons.store.mails.holds import EVERYTHING, holds_in_force, put_hold
from relocalisons.store.mails.ledger import Act, ActKind, lift
from relocalisons.store.opening import Store
from relocalisons.store.readings.baselines import (
    baseline_in_force,
    freeze_baseline,
    kept_references,
    put_in_force,
)
from relocalisons.store.readings.decisions import decisions_in_force, record_decisions
from relocalisons.store.readings.reports import last_report, report_published

DATES = {"A1.1": date(2026, 2, 28), "A1.2": date(2026, 6, 30)}
LATER = {"A1.1": date(2026, 3, 31)}

# --- baselines ---------------------------------------------------------------------------------


def test_before_the_first_baseline_there_is_none(store: Store):
    assert baseline_in_force(store, PROGRAMME, on=date(2026, 4, 1)) == {}


def test_the_first_reference_stays_in_force_until_another_is_chosen(store: Store):
    def freeze(name, dates, *, on, **more):
        reference = Baseline(name=name, dates=dates)
        at = datetime.combine(on, time(8), tzinfo=UTC)
        return freeze_baseline(store, reference, programme=PROGRAMME, at=at, on=on, **more)

    def in_force(day):
        return baseline_in_force(store, PROGRAMME, on=day)

    march, april, may = date(2026, 3, 2), date(2026, 4, 1), date(2026, 5, 4)
    assert freeze("convention", DATES, on=march)
    assert not freeze("convention", LATER, on=april), "a name is frozen once"
    assert freeze("photo d’avril", LATER, on=april), "kept to compare with"
    assert in_force(may) == DATES
    assert in_force(may).name == "convention"
    assert in_force(march - timedelta(days=1)) == {}, "a day before the first has none"

    assert freeze("Avenant n° 1", LATER, on=may, in_force=True)
    assert in_force(april) == DATES, "a past day keeps its reference"
    assert in_force(may) == LATER

    assert put_in_force(store, programme=PROGRAMME, name="convention", on=may, at=after(days=90))
    assert in_force(may).name == "convention"
    assert not put_in_force(store, programme=PROGRAMME, name="?", on=may, at=after(days=91))
    assert baseline_in_force(store, "autre", on=may) == {}


def test_an_amendment_tells_what_it_moved_and_the_ends_before(store: Store):
    on, at = date(2026, 3, 2), after()
    freeze_baseline(
        store, Baseline(name="convention", dates=DATES), programme=PROGRAMME, at=at, on=on
    )
    for number, end in ((1, date(2026, 7, 31)), (2, date(2026, 9, 30))):
        freeze_baseline(
            store,
            Baseline(
                name=f"Avenant n° {number}",
                dates={**DATES, "A1.2": end},
                targets={"pilotage/I1": Decimal(40)},
            ),
            programme=PROGRAMME,
            at=after(days=number),
            on=on + timedelta(days=number),
            in_force=True,
            made_from="convention" if number == 1 else "Avenant n° 1",
            moved=[("actions", "A1.2")],
        )

    kept = baseline_in_force(store, PROGRAMME, on=date(2026, 4, 1))

    assert kept.amended == {("actions", "A1.2"): "Avenant n° 2"}
    assert kept.former == {"A1.2": {date(2026, 6, 30), date(2026, 7, 31), date(2026, 9, 30)}}
    assert kept.targets == {"pilotage/I1": Decimal(40)}
    assert [one.name for one in kept_references(store, PROGRAMME)] == [
        "convention",
        "Avenant n° 1",
        "Avenant n° 2",
    ]


# --- her words ---------------------------------------------------------------------------------


def test_her_words_are_kept_exactly_as_typed_and_counted_when_they_change(store: Store):
    words = Decision(key="k1", decision="  Vu  par tél. ", note="Rappeler\nlundi 👍")

    first = record_decisions(store, [words], programme=PROGRAMME, at=after())
    again = record_decisions(store, [words], programme=PROGRAMME, at=after(days=1))

    assert (first, again) == (1, 0)
    assert decisions_in_force(store, PROGRAMME) == {"k1": words}
    assert decisions_in_force(store, "autre") == {}


def test_a_tab_emptied_by_accident_decides_nothing(store: Store):
    words = Decision(key="k1", decision="sans objet", note="")
    record_decisions(store, [words], programme=PROGRAMME, at=after())

    record_decisions(store, [], programme=PROGRAMME, at=after(days=1))

    assert decisions_in_force(store, PROGRAMME) == {"k1": words}


def test_new_words_replace_the_old_ones(store: Store):
    for text in ("à traiter", "sans objet"):
        one = Decision(key="k1", decision=text, note="")
        record_decisions(store, [one], programme=PROGRAMME, at=after())

    assert decisions_in_force(store, PROGRAMME)["k1"].decision == "sans objet"


# --- reports -----------------------------------------------------------------------------------


def test_our_last_upload_of_a_document_is_known_by_its_key(store: Store):
    for number in (1, 2):
        report_published(
            store, programme=PROGRAMME, report_key="note:REGION:2026-02", fingerprint=f"f{number}",
            file_id="file", at=after(days=number), facts={"late": str(number)},
        )  # fmt: skip

    found = last_report(store, PROGRAMME, "note:REGION:2026-02")

    assert found is not None
    assert (found.fingerprint, found.at, found.facts) == ("f2", after(days=2), {"late": "2"})
    assert last_report(store, PROGRAMME, "note:FEADER:2026-02") is None


# --- failures ----------------------------------------------------------------------------------


def note(store: Store, *, cause="c1", kind="daily_follow_up", **at):
    return note_failure(store, programme=PROGRAMME, kind=kind, cause=cause, at=after(**at))


def test_a_failure_is_told_once_per_cause_with_its_beginning(store: Store):
    assert note(store) == (True, after())
    failure_told(store, programme=PROGRAMME, kind="daily_follow_up", cause="c1")

    assert note(store, days=1) == (False, after())
    assert note(store, cause="c2", days=1) == (True, after(days=1))
    assert note(store, kind="funder_reports", days=1) == (True, after(days=1))


def test_a_failure_whose_mail_did_not_leave_is_still_to_be_told(store: Store):
    note(store)

    assert note(store, minutes=15) == (True, after())


def test_a_flow_that_works_again_may_fail_anew(store: Store):
    note(store)
    failure_told(store, programme=PROGRAMME, kind="daily_follow_up", cause="c1")

    assert forget_failures(store, programme=PROGRAMME, kind="daily_follow_up") == 1

    assert note(store, days=5) == (True, after(days=5))


# --- stops -------------------------------------------------------------------------------------


def test_a_stop_is_in_force_until_it_is_lifted(store: Store):
    put_hold(
        store, programme=PROGRAMME, scope="P07", reason="litige", by="coordination", at=after()
    )
    put_hold(
        store, programme=PROGRAMME, scope=EVERYTHING, reason="audit", by="exploitation",
        at=after(days=1),
    )  # fmt: skip

    assert [one.scope for one in holds_in_force(store, PROGRAMME)] == ["P07", "*"]
    lifting = Act(kind=ActKind.RELEASE, subject="P07", reason="réglé", by="x", at=after(days=2))
    assert lift(store, lifting, programme=PROGRAMME) == 1
    assert lift(store, lifting, programme=PROGRAMME) == 0
    assert [one.reason for one in holds_in_force(store, PROGRAMME)] == ["audit"]
    assert holds_in_force(store, "autre") == ()
