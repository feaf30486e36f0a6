"""`relocalisons ledger`, as an operator reads and uses it at night: no address, always a reason."""

import json

import pytest
from support.mails.build import PROGRAMME, a_notice, after, held, move, ready, states
from typer.testing import CliRunner

from relocalisons.cli.application import app
from relocalisons.core.kernel.keys import recipient_hash
from relocalisons.errors import ConfigurationError
from relocalisons.store.mails.holds import holds_in_force
from relocalisons.store.mails.notices import NoticeState, SendOutcome, claim, settle, store_notice
from relocalisons.store.mails.sending_mark import mark_of
from relocalisons.store.opening import Store
from relocalisons.store.readings.reports import report_published


@pytest.fixture(autouse=True)
def operator(monkeypatch: pytest.MonkeyPatch, url: str) -> None:
    for name, value in {
        "RELOCALISONS_STORE_URL": url,
        "RELOCALISONS_BASE_URL": "http://127.0.0.1:9",
        "RELOCALISONS_HMAC_KEY": "0123456789abcdef" * 4,
        "RELOCALISONS_LIVE": "1",
        "RELOCALISONS_STORY_TIME": "2026-03-03T12:00:00+01:00",
    }.items():
        monkeypatch.setenv(name, value)


def ledger(*words: str) -> str:
    """What a command prints; its refusal is raised."""
    command = [*words[:1], *words[1:], "--programme", "sandbox"]
    result = CliRunner().invoke(app, ["ledger", *command], catch_exceptions=False)
    assert result.exit_code == 0, result.output
    return result.output


def in_doubt(store: Store, partner: str = "P07") -> str:
    (key,) = ready(store, partner)
    mine = claim(store, key, at=after(hours=3))
    assert mine is not None
    settle(
        store, mine, SendOutcome.UNKNOWN, at=after(hours=3), http_status=503, reason="SendGrid 503"
    )
    return key


def test_the_list_shows_stops_then_doubts_first(store: Store):
    held(store, "P01")
    in_doubt(store, "P09")
    ledger("hold", "P02", "--reason", "moisson")

    said = ledger("list").splitlines()

    assert said[0].startswith("STOPPED: P02, by operator")
    assert "moisson" in said[0]
    rows = [line.split() for line in said if "2026-W10" in line]
    assert [(row[1], row[3]) for row in rows] == [("P09", "unsettled"), ("P01", "held")]
    assert "1 in doubt" in said[-1]


def test_nothing_waiting_is_said(store: Store):
    assert "No mail waits, none is in doubt." in ledger("list")


def test_the_story_of_a_mail_says_what_happened_and_what_to_do(store: Store):
    key = in_doubt(store)

    said = ledger("why", key)

    assert "state     unsettled since 2026-03-03 10:00" in said
    assert "2026-03-03 10:00  call 1: 503 unknown" in said
    assert "ask the partner" in said
    assert "ledger settle" in said


@pytest.mark.parametrize(
    ("found", "state"), [("--arrived", "accepted"), ("--never-left", "lapsed")]
)
def test_a_doubt_is_settled_once_and_the_story_tells_it(store: Store, found: str, state: str):
    key = in_doubt(store)

    ledger("settle", key, found, "--reason", "demandé par téléphone")

    assert states(store) == {"P07": state}
    assert f"operator: settle {key[:10]} (unsettled → {state}): demandé" in ledger("why", key)
    with pytest.raises(ConfigurationError, match=state):
        ledger("settle", key, found, "--reason", "encore")


def test_a_second_sending_waits_for_the_coordinator(store: Store):
    key = in_doubt(store)

    ledger("resend", key, "--reason", "jamais reçu")

    assert states(store) == {"P07": "held"}


def test_a_mail_of_a_past_week_is_not_sent_again(store: Store, monkeypatch: pytest.MonkeyPatch):
    key = in_doubt(store)
    monkeypatch.setenv("RELOCALISONS_STORY_TIME", "2026-03-10T12:00:00+01:00")

    with pytest.raises(ConfigurationError, match="2026-W10, which is over"):
        ledger("resend", key, "--reason", "jamais reçu")


@pytest.mark.parametrize("target", ["everything", "P07", "p07"])
def test_a_stop_is_put_and_lifted_with_reasons(store: Store, target: str):
    in_doubt(store)

    ledger("hold", target, "--reason", "adresse à vérifier")
    assert len(holds_in_force(store, PROGRAMME)) == 1
    ledger("release", target, "--reason", "vérifiée")

    assert holds_in_force(store, PROGRAMME) == ()
    with pytest.raises(ConfigurationError, match="No stop is in force"):
        ledger("release", target, "--reason", "encore")


@pytest.mark.parametrize("key", ["zzz", PROGRAMME])
def test_a_key_of_none_or_of_several_mails_is_refused(store: Store, key: str):
    held(store, "P01", "P02")

    with pytest.raises(ConfigurationError, match="key that begins with"):
        ledger("why", key)


def test_a_reason_is_wanted_and_a_role_is_no_address(store: Store):
    key = in_doubt(store)

    with pytest.raises(ConfigurationError, match="say why"):
        ledger("settle", key, "--arrived", "--reason", "  ")
    with pytest.raises(ConfigurationError, match="never an address"):
        ledger("hold", "P07", "--reason", "x", "--by", "paul@example.org")


def test_a_restored_store_is_accepted_with_nothing_left_to_send(store: Store):
    ready(store, "P01")

    said = ledger("restored", "--mark", "12", "--reason", "disque remplacé")

    assert "Lapsed: 1." in said
    assert states(store) == {"P01": "lapsed"}
    assert mark_of(store, PROGRAMME) == 12
    assert holds_in_force(store, PROGRAMME)[0].scope == "*"


def test_no_command_shows_an_address(store: Store):
    key = in_doubt(store)
    ledger("hold", "P07", "--reason", "vu avec jeanne.brun@mairie.example")

    said = ledger("list", "--all") + ledger("why", key)

    assert "@" not in said


# --- personal data ---------------------------------------------------------------------------


def command(*words: str) -> str:
    result = CliRunner().invoke(app, [*words, "--programme", "sandbox"], catch_exceptions=False)
    assert result.exit_code == 0, result.output
    return result.output


def test_a_person_is_exported_then_forgotten(store: Store):
    address = "jeanne.brun@mairie.example"
    new = a_notice("P01", recipient_hash=recipient_hash(b"0123456789abcdef" * 4, address))
    store_notice(store, new, at=after())

    told = json.loads(command("export", "--address", address))
    said = command("forget", "--address", address, "--reason", "demande du 3 mars")
    after_ = json.loads(command("export", "--address", address))

    assert [one["partner"] for one in told["mails"]] == ["P01"]
    assert after_["mails"] == []
    assert "Kept: the lines of their mails without address or text" in said
    assert "keyed digests of the words given" in said


def test_forgetting_names_each_archive_that_it_leaves_with_its_reason_and_its_day(store: Store):
    report_published(
        store, programme=PROGRAMME, report_key="relocalisons:demande-FRA:2026-06-30:archive",
        fingerprint="f", file_id="x", at=after(),
        facts={"keep_until": "2036-12-31", "keep_why": "convention", "name": "Demande FRA.zip"},
    )  # fmt: skip

    said = command("forget", "--address", "jeanne.brun@mairie.example", "--reason", "demande")

    (kept,) = [line for line in said.splitlines() if "Demande FRA.zip" in line]
    assert kept.startswith("Kept: « Demande FRA.zip », until 31/12/2036 (convention): evidence")
    assert "article 17(3)(b) and (e)" in kept


def test_retention_says_how_much_went(store: Store, monkeypatch: pytest.MonkeyPatch):
    (key,) = held(store, "P01")
    move(store, key, of=(NoticeState.HELD,), to=NoticeState.DECLINED, at=after(hours=1))
    monkeypatch.setenv("RELOCALISONS_STORY_TIME", "2026-09-03T12:00:00+02:00")

    assert command("retention").startswith("1 bodies, 0 readings and 0 events wiped")
