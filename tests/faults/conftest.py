"""Faults are tried on both databases, against a SendGrid that misbehaves on request."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from support.databases import KINDS, new_database, opened

from relocalisons.store.opening import Store
from vendor_sandbox.testing.scripted_sendgrid import Script, scripted_sendgrid


@pytest.fixture(params=KINDS)
def url(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[str]:
    with new_database(request.param, tmp_path) as address:
        yield address


@pytest.fixture
def store(url: str) -> Iterator[Store]:
    with opened(url) as store:
        yield store


@pytest.fixture
def sendgrid() -> Iterator[Script]:
    with scripted_sendgrid(key="notice_id") as script:
        yield script
