"""Repeats of a vendor call are bounded in number and in time, slow answers included."""

import pytest

from tasks.google.retrying import ATTEMPTS, LONGEST_WAIT, TOTAL_WAIT, backoff, repeat


class SlowVendor:
    """Fails for ever, after `seconds`; the clock is its own."""

    def __init__(self, *, seconds: float, retry_after: str | None = None) -> None:
        self.seconds, self.retry_after = seconds, retry_after
        self.now, self.calls, self.slept = 0.0, 0, []

    def call(self) -> None:
        self.calls += 1
        self.now += self.seconds
        raise ConnectionError("encore")

    def sleep(self, seconds: float) -> None:
        self.slept.append(seconds)
        self.now += seconds

    def run(self) -> None:
        with pytest.raises(ConnectionError):
            repeat(
                self.call,
                wait_for=lambda error: (True, self.retry_after),
                sleep=self.sleep,
                clock=lambda: self.now,
            )


def test_a_vendor_that_fails_at_once_is_asked_five_times():
    vendor = SlowVendor(seconds=0.0)

    vendor.run()

    assert vendor.calls == ATTEMPTS
    assert all(low <= wait < low + 1 for low, wait in zip((1, 2, 4, 8), vendor.slept, strict=True))


def test_a_vendor_that_lets_every_timeout_run_out_is_left_within_the_total():
    vendor = SlowVendor(seconds=65.0)  # seconds to connect and to answer

    vendor.run()

    assert vendor.calls == 3, "no attempt is started after the total"
    assert vendor.now <= TOTAL_WAIT + vendor.seconds


@pytest.mark.parametrize(
    ("header", "wait"),
    [
        ("7", 7.0),
        ("3600", LONGEST_WAIT),
        ("-5", 0.0),
        ("Mon, 02 Mar 2026 06:30:20 GMT", 20.0),
        ("Mon, 02 Mar 2026 06:00:00 GMT", 0.0),
    ],
)
def test_retry_after_is_honoured_up_to_64_seconds(header, wait):
    half_past_six = 1_772_433_000.0

    assert backoff(0, header, now=half_past_six) == wait


def test_the_wait_that_a_vendor_asks_for_counts_in_the_total():
    vendor = SlowVendor(seconds=0.0, retry_after="3600")

    vendor.run()

    assert vendor.slept == [LONGEST_WAIT] * 2
    assert sum(vendor.slept) <= TOTAL_WAIT


def test_what_may_not_be_repeated_is_called_once():
    calls = []

    def call() -> None:
        calls.append(1)
        raise ValueError("jamais")

    with pytest.raises(ValueError, match="jamais"):
        repeat(call, wait_for=lambda error: (False, None), sleep=lambda seconds: None)

    assert calls == [1]
