"""What every vendor of mails owes; a new module of `vendors` is held to it at once."""

import pkgutil
from importlib import import_module

import pytest
from support.mails.build import mail_settings

from relocalisons.errors import ConfigurationError
from tasks.mail.mail import VENDORS, open_mail

KNOWN = [module.name for module in pkgutil.iter_modules(import_module(VENDORS).__path__)]


@pytest.mark.parametrize("vendor", KNOWN)
def test_without_its_key_it_says_which_variable_is_missing(vendor):
    with pytest.raises(ConfigurationError, match=f"RELOCALISONS_{vendor.upper()}_API_KEY"):
        open_mail(mail_settings("", key=None, vendor=vendor))


def test_an_unknown_vendor_is_refused_with_the_names_of_the_known_ones():
    with pytest.raises(ConfigurationError, match=r'no vendor "pigeon"; write vendor = .*sendgrid'):
        open_mail(mail_settings("", vendor="pigeon"))


def test_a_vendor_that_no_sandbox_stands_in_for_is_never_reached_from_one(monkeypatch):
    monkeypatch.setattr("tasks.mail.mail.VENDOR", "another")

    with pytest.raises(ConfigurationError, match="real people"):
        open_mail(mail_settings("http://127.0.0.1:9", vendor="sendgrid"))
