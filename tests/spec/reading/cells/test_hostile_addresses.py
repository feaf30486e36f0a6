"""What somebody may type in an address cell never becomes an address that does something else."""

import re

import pytest
from support.messy.hostile_words import HOSTILE

from relocalisons.core.programme.findings.addresses import has_usable_address
from relocalisons.core.reading.cells.readers import read_emails
from tasks.mail.mail import OutgoingMail, refuse_before_calling

TRUE = "anne@grasse.example"
FORMS = (
    "{words}", f"{TRUE}{{words}}", f"{{words}}{TRUE}", f"{TRUE} {{words}}", f"<{{words}}> {TRUE}",
    f"{TRUE}?bcc={{words}}",
)  # fmt: skip
PLAIN = re.compile(r"[A-Za-z0-9.&'+_~-]+@grasse\.example")


def a_mail(address: str) -> OutgoingMail:
    return OutgoingMail(to_address=address, to_name="Anne", subject="x", text="x", html="x")


@pytest.mark.parametrize("form", FORMS)
@pytest.mark.parametrize("words", HOSTILE)
def test_a_trick_in_an_address_cell_writes_to_nobody_else(words: str, form: str):
    reading = read_emails(form.replace("{words}", words))

    if has_usable_address(reading):
        (address,) = reading.value
        assert PLAIN.fullmatch(address)
        assert not address.startswith(("=", "+", "@"))


@pytest.mark.parametrize("words", HOSTILE)
def test_the_last_door_before_sendgrid_lets_no_trick_through(words: str):
    for address in (words, f"{TRUE}{words}", f"{words}@grasse.example"):
        problem = refuse_before_calling(a_mail(address))
        assert problem or re.fullmatch(PLAIN.pattern + "[A-Za-z0-9-]*", address)


@pytest.mark.parametrize("sign", "\u202a\u202b\u202d\u202e\u2066\u2067\u2069")
def test_an_address_that_is_shown_reversed_is_in_doubt(sign: str):
    reading = read_emails(f"{sign}{TRUE}")

    assert not has_usable_address(reading)
    assert "caractère invisible" in reading.fix
