"""The sample programme of a seed, generated once a test session; it is frozen, so it is shared."""

from functools import cache

from relocalisons.sample.programme import SampleProgramme, generate


@cache
def sample_of(seed: int = 2026) -> SampleProgramme:
    """The programme of that seed."""
    return generate(seed)
