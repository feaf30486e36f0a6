"""What a run of the night imports, for a profiler."""

import flows.daily_follow_up  # noqa: F401
