"""Whatever is sent to Drive and SendGrid: an answer below 500."""

import pytest
import requests
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from vendor_sandbox.testing import seeds

MANY = settings(
    max_examples=100, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
HEADER = st.text(st.characters(min_codepoint=32, max_codepoint=126), max_size=40).map(str.strip)
NUMBER = st.one_of(st.integers(-1, 600_000).map(str), st.just("*"), st.just(""), st.just("9" * 30))
CONTENT_RANGE = st.one_of(
    HEADER,
    st.builds("bytes {}-{}/{}".format, NUMBER, NUMBER, NUMBER),
    st.builds("bytes */{}".format, NUMBER),
)
JSON = st.recursive(
    st.none() | st.booleans() | st.integers(-10, 10**12) | st.text(max_size=12),
    lambda inner: (
        st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=8), inner, max_size=3)
    ),
    max_leaves=8,
)
FILE_NAMES = ("name", "mimeType", "parents", "id", "properties", "appProperties", "createdTime")
FILE_MARKS = ("starred", "trashed", "shortcutDetails", "description", "viewedByMeTime", "size")
FILE_BODY = st.dictionaries(
    st.sampled_from((*FILE_NAMES, *FILE_MARKS)),
    JSON,
    max_size=5,
)
MAIL_NAMES = ("personalizations", "from", "subject", "content", "attachments", "asm", "send_at")
MAIL_OPTIONS = ("headers", "categories", "custom_args", "reply_to", "batch_id", "mail_settings")
MAIL_BODY = st.dictionaries(
    st.sampled_from((*MAIL_NAMES, *MAIL_OPTIONS)),
    JSON,
    max_size=7,
)


@pytest.fixture(scope="module")
def session():
    with requests.Session() as session:
        session.headers["Authorization"] = "Bearer SG.x"
        yield session


@MANY
@given(q=st.text(max_size=60), fields=st.text(max_size=30), order=st.text(max_size=20))
def test_lists(sandbox, session, q, fields, order):
    answer = session.get(
        f"{sandbox.base_url}/drive/v3/files",
        params={"q": q, "fields": fields, "orderBy": order, "pageToken": fields},
        timeout=60,
    )

    assert answer.status_code < 500


@MANY
@given(content_range=CONTENT_RANGE, length=HEADER, size=st.sampled_from([0, 3, 262_144]))
def test_upload_headers(sandbox, session, content_range, length, size):
    begun = session.post(
        f"{sandbox.base_url}/upload/drive/v3/files?uploadType=resumable",
        json={"name": "x"},
        headers={"X-Upload-Content-Length": length, "X-Upload-Content-Type": content_range},
        timeout=60,
    )
    assert begun.status_code < 500
    if begun.status_code == 200:
        answer = session.put(
            begun.headers["Location"],
            data=bytes(size),
            headers={"Content-Range": content_range},
            timeout=60,
        )
        assert answer.status_code < 500


@MANY
@given(kind=HEADER, body=st.binary(max_size=120))
def test_multipart_uploads_and_batches(sandbox, session, kind, body):
    for path in ("/upload/drive/v3/files?uploadType=multipart", "/batch/drive/v3"):
        for content_type in (kind, "multipart/related; boundary=b"):
            answer = session.post(
                sandbox.base_url + path,
                data=b"--b\n" + body + b"\n--b--",
                headers={"Content-Type": content_type},
                timeout=60,
            )
            assert answer.status_code < 500


@MANY
@given(body=FILE_BODY)
def test_file_bodies(sandbox, session, body):
    base = f"{sandbox.base_url}/drive/v3/files"
    query = "?supportsAllDrives=true"
    made = session.post(base + query, json=body, timeout=60)
    changed = session.patch(f"{base}/{seeds.PDF}{query}", json=body, timeout=60)
    copied = session.post(f"{base}/{seeds.PDF}/copy{query}", json=body, timeout=60)

    assert max(made.status_code, changed.status_code, copied.status_code) < 500


@MANY
@given(body=st.one_of(MAIL_BODY, JSON))
def test_mail_bodies(sandbox, session, body):
    answer = session.post(f"{sandbox.base_url}/v3/mail/send", json=body, timeout=60)

    assert answer.status_code < 500


@MANY
@given(body=st.dictionaries(st.sampled_from(["type", "role", "emailAddress", "domain"]), JSON))
def test_permission_bodies(sandbox, session, body):
    url = f"{sandbox.base_url}/drive/v3/files/{seeds.PDF}/permissions?supportsAllDrives=true"
    answer = session.post(url, json=body, timeout=60)

    assert answer.status_code < 500


@MANY
@given(path=st.text(max_size=30), token=st.text(max_size=20))
def test_paths_and_tokens(sandbox, session, path, token):
    quoted = requests.utils.quote(path, safe="/:")
    for prefix in ("/drive/v3/files/", "/v3/", "/pages/drive/file/", "/spreadsheets/d/"):
        answer = session.get(sandbox.base_url + prefix + quoted, timeout=60)
        assert answer.status_code < 500
    form = {"grant_type": "refresh_token", "refresh_token": token}
    assert session.post(f"{sandbox.base_url}/token", data=form, timeout=60).status_code < 500
