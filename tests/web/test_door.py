"""The small things of the door: addresses that stay here, digests of forms, keys of forms."""

from urllib.parse import urljoin, urlsplit

from flask import Flask, request
from hypothesis import given
from hypothesis import strategies as st

from mediation.web.door import is_own_address
from mediation.web.origin import origin_of
from mediation.web.page import FormKey

HERE = "https://mediation.test/sign-in"


@given(st.text(alphabet="/\\:.@%?#evil\t\n \x00a", max_size=12))
def test_an_address_that_is_ours_leads_nowhere_else(address):
    if is_own_address(address):
        assert urlsplit(urljoin(HERE, address.replace("\\", "/"))).netloc == "mediation.test"


def test_ordinary_addresses_are_ours():
    assert all(map(is_own_address, ["/", "/cases?q=%E7%8E%8B&after=x", "/users/a2b3c4d5e6f7"]))


def asked(secret="s" * 32, **fields):
    """Return the origin of a form with these fields."""
    sent = {"form_key": "key", "csrf_token": "one", **fields}
    app = Flask("door")
    app.config["SECRET_KEY"] = secret
    with app.test_request_context("/cases", method="POST", data=sent):
        return origin_of(request)


def test_the_same_content_has_the_same_digest_whatever_its_token():
    assert asked(a="1").form_digest == asked(a="1", csrf_token="other").form_digest
    assert asked(a="1").form_digest != asked(a="2").form_digest


def test_a_stored_digest_cannot_be_guessed_without_the_secret():
    assert (
        asked(new_password="x").form_digest != asked(secret=b"other", new_password="x").form_digest
    )


def test_a_form_without_a_key_has_no_digest_and_a_strange_version_is_none():
    assert asked(form_key="").form_digest == ""
    assert asked(version="7").form_version == 7
    assert [asked(version=each).form_version for each in ("", "x", "-1", "９", "1" * 30)] == [
        None
    ] * 5


def test_a_key_is_fresh_each_time_it_is_printed():
    key = FormKey()
    printed = {str(key) for _ in range(100)}
    assert len(printed) == 100
