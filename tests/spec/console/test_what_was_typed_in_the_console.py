"""Deploying again: what people typed in the console stays and is said; the rest is ours."""

from dataclasses import replace
from typing import Any

from relocalisons.deployment.standing import Deployed, Timed, keep_what_was_typed, with_told

FIELDS = {
    "programme": {"type": "string", "enum": ["val"], "default": "val"},
    "dry_run": {"type": "boolean", "default": True},
    "count": {"type": "integer", "default": 0, "maximum": 50},
    "partners": {"type": "array", "items": {"enum": ["P01", "P02"]}, "default": []},
}
SCHEMA = {
    "type": "object",
    "properties": {"request": {"$ref": "#/definitions/Form"}},
    "definitions": {"Form": {"type": "object", "properties": FIELDS}},
}
NIGHT = Timed(slug="nuit", said={"cron": "30 6 * * *", "timezone": "Europe/Paris"})


def wanted(*schedules: Timed, **answers: Any) -> Deployed:
    return Deployed(
        name="Suivi – val",
        entrypoint="flows/daily_follow_up.py:daily_follow_up",
        description="Suivre",
        tags=("val",),
        parameters={"request": {"programme": "val", "dry_run": False, **answers}},
        schema=SCHEMA,
        schedules=schedules,
        pool="relocalisons",
        queue="val",
    )


def on_the_server(one: Deployed, *schedules: Timed, **typed: Any) -> Deployed:
    """As we deployed it, then with what was typed in the console."""
    told = with_told(one)
    stand = schedules or tuple(
        replace(each, id=f"row-{place}") for place, each in enumerate(one.schedules)
    )
    return replace(told, id="1", schedules=stand, parameters={"request": {**one.request, **typed}})


def at(cron: str, **given: Any) -> Timed:
    return Timed(slug="nuit", said={"cron": cron, "timezone": "Europe/Paris"}, id="row-0", **given)


def test_a_schedule_of_a_version_that_remembered_nothing_goes():
    old = Timed(slug="envois-quart-d-heure", said={"cron": "5,20,35,50 * * * *"}, id="row-9")
    standing = replace(wanted(), id="1", schedules=(old,))

    kept = keep_what_was_typed(wanted(NIGHT), standing)

    assert [one.slug for one in kept.deployed.schedules] == ["nuit"]
    assert kept.said == ("schedule envois-quart-d-heure (« 5,20,35,50 * * * * ») is gone",)


def test_what_nobody_touched_follows_what_we_say_now():
    standing = on_the_server(wanted(NIGHT))
    later = wanted(replace(NIGHT, said={"cron": "0 5 * * *"}), dry_run=True)

    kept = keep_what_was_typed(later, standing)

    assert kept.said == ()
    assert kept.deployed.request == {"programme": "val", "dry_run": True}
    assert [(one.id, one.said["cron"]) for one in kept.deployed.schedules] == [
        ("row-0", "0 5 * * *")
    ]


def test_an_answer_typed_in_the_console_is_kept_and_said():
    standing = on_the_server(wanted(), count=7, dry_run=True, week=None)

    kept = keep_what_was_typed(wanted(), standing)

    assert kept.deployed.request == {"programme": "val", "dry_run": True, "count": 7}
    assert kept.said == (
        "dry_run = true, typed in the console, is kept (ours: false)",
        "count = 7, typed in the console, is kept (ours: 0)",
    )


def test_an_answer_that_the_form_takes_no_longer_is_dropped_and_said():
    standing = on_the_server(wanted(), count=99, partners=["P09"], gone=1, programme="autre")

    kept = keep_what_was_typed(wanted(), standing)

    assert kept.deployed.request == wanted().request
    assert len(kept.said) == 4
    assert all("is dropped" in sentence for sentence in kept.said)


def test_a_form_filled_with_its_own_defaults_says_nothing():
    standing = on_the_server(wanted(), count=0, partners=[], week="")

    assert keep_what_was_typed(wanted(), standing).said == ()


def test_reset_undoes_it_and_says_so():
    standing = on_the_server(wanted(NIGHT), at("0 5 * * *"), count=7)

    kept = keep_what_was_typed(wanted(NIGHT), standing, reset=True)

    assert kept.deployed.request == wanted().request
    assert [one.said for one in kept.deployed.schedules] == [NIGHT.said]
    assert kept.said == (
        "count = 7, typed in the console, is 0 again",
        "schedule nuit, changed in the console, is « 30 6 * * * Europe/Paris » again",
    )


def test_an_hour_changed_in_the_console_stays_whatever_we_say_now():
    standing = on_the_server(wanted(NIGHT), at("0 5 * * *"))

    kept = keep_what_was_typed(wanted(replace(NIGHT, said={"cron": "0 9 * * *"})), standing)

    assert [one.said["cron"] for one in kept.deployed.schedules] == ["0 5 * * *"]
    assert "changed in the console to « 0 5 * * * Europe/Paris », is kept" in kept.said[0]


def test_a_schedule_switched_off_or_deleted_in_the_console_stays_so():
    off = on_the_server(wanted(NIGHT), at("30 6 * * *", active=False))
    deleted = replace(off, schedules=())

    kept = keep_what_was_typed(wanted(NIGHT), off)
    none = keep_what_was_typed(wanted(NIGHT), deleted)

    assert [one.active for one in kept.deployed.schedules] == [False]
    assert ", off, is kept" in kept.said[0]
    assert none.deployed.schedules == ()
    assert none.said == ("schedule nuit was deleted in the console, and stays so",)


def test_a_schedule_made_in_the_console_stays_and_one_of_ours_that_is_no_more_goes():
    hers = Timed(slug="", id="row-9", said={"interval": 3600.0})
    standing = on_the_server(wanted(NIGHT), at("30 6 * * *"), hers)

    kept = keep_what_was_typed(wanted(), standing)

    assert kept.deployed.schedules == (hers,)
    assert kept.said == (
        "schedule nuit (« 30 6 * * * Europe/Paris ») is gone",
        "a schedule made in the console (« every 3600.0 s ») is kept",
    )


def test_a_deployment_paused_in_the_console_stays_paused():
    kept = keep_what_was_typed(wanted(), replace(on_the_server(wanted()), paused=True))

    assert kept.deployed.paused
    assert kept.said == ("it is paused in the console, and stays so",)


def test_of_one_that_we_did_not_deploy_ourselves_the_difference_from_ours_was_typed():
    """That of an older version, or of Prefect's own command."""
    older = replace(
        wanted(NIGHT), id="1", schedules=(at("0 5 * * *"),),
        parameters={"request": {"programme": "val", "dry_run": False, "logical_date": None}},
    )  # fmt: skip

    kept = keep_what_was_typed(wanted(NIGHT), older)

    assert kept.deployed.told == with_told(wanted(NIGHT)).told
    assert len(kept.said) == 1 and "is kept" in kept.said[0]
