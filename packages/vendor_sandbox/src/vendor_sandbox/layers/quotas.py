"""Sandbox: Google's quotas as token buckets of the real sizes, off unless asked for."""

from collections import Counter
from dataclasses import dataclass, field
from typing import Any

from vendor_sandbox.clock import Clock
from vendor_sandbox.errors import ApiError
from vendor_sandbox.layers.counting import family_of

# Requests a minute. Sheets: developers.google.com/workspace/sheets/api/limits. Drive counts all
# methods together: 12,000 queries a minute, the figure published until April 2026.
REAL_LIMITS: dict[str, int] = {
    "sheets.read.project": 300,
    "sheets.read.user": 60,
    "sheets.write.project": 300,
    "sheets.write.user": 60,
    "drive.project": 12_000,
    "drive.user": 12_000,
}


@dataclass(slots=True)
class _Bucket:
    left: float
    filled_at: float


@dataclass(slots=True)
class Quotas:
    """Token buckets by family, for the project and for each user, on the sandbox's clock."""

    clock: Clock
    enabled: bool = False
    limits: dict[str, int] = field(default_factory=lambda: dict(REAL_LIMITS))
    refused: Counter[str] = field(default_factory=Counter)
    _buckets: dict[tuple[str, str], _Bucket] = field(default_factory=dict)

    def configure(self, *, enabled: bool, limits: dict[str, int] | None = None) -> None:
        """Switch on or off, with full buckets; `limits` replaces single sizes."""
        unknown = set(limits or {}) - set(REAL_LIMITS)
        if unknown:
            raise ApiError(400, f"Unknown quotas: {', '.join(sorted(unknown))}.")
        self.enabled = enabled
        self.limits = {**REAL_LIMITS, **(limits or {})}
        self._buckets.clear()
        self.refused.clear()

    def spend(self, method: str, path: str, *, user: str) -> None:
        """Take one request from its buckets. Raises ApiError as Google does when one is empty."""
        if not self.enabled:
            return
        family = family_of(method, path)
        service = family.partition(".")[0]
        name = family if service == "sheets" else service
        if service not in {"sheets", "drive"}:
            return
        for scope, who in (("project", ""), ("user", user)):
            if not self._take(f"{name}.{scope}", who):
                self.refused[f"{name}.{scope}"] += 1
                raise _sheets_refusal(name, scope) if service == "sheets" else _drive_refusal(scope)

    def _take(self, limit_name: str, who: str) -> bool:
        size, now = self.limits[limit_name], self.clock.timestamp()
        bucket = self._buckets.setdefault((limit_name, who), _Bucket(size, now))
        elapsed = max(0.0, now - bucket.filled_at)
        bucket.left = min(size, bucket.left + elapsed * size / 60)
        bucket.filled_at = now
        if bucket.left < 1:
            return False
        bucket.left -= 1
        return True

    def to_json(self) -> dict[str, Any]:
        """Return the settings and what was refused."""
        return {"enabled": self.enabled, "limits": self.limits, "refused": dict(self.refused)}


def _sheets_refusal(name: str, scope: str) -> ApiError:
    kind = "Read" if name.endswith("read") else "Write"
    limit = f"{kind} requests per minute" + (" per user" if scope == "user" else "")
    message = (
        f"Quota exceeded for quota metric '{kind} requests' and limit '{limit}' of service "
        "'sheets.googleapis.com' for consumer 'project_number:000000000000'."
    )
    detail = {
        "@type": "type.googleapis.com/google.rpc.ErrorInfo",
        "reason": "RATE_LIMIT_EXCEEDED",
        "domain": "googleapis.com",
        "metadata": {
            "service": "sheets.googleapis.com",
            "consumer": "projects/000000000000",
            "quota_metric": f"sheets.googleapis.com/{kind.lower()}_requests",
        },
    }
    return ApiError(429, message, "rateLimitExceeded", "RESOURCE_EXHAUSTED", details=[detail])


def _drive_refusal(scope: str) -> ApiError:
    reason = "userRateLimitExceeded" if scope == "user" else "rateLimitExceeded"
    message = "User Rate Limit Exceeded" if scope == "user" else "Rate Limit Exceeded"
    return ApiError(403, message, reason, domain="usageLimits")
