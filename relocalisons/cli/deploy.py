"""`relocalisons deploy`: programmes on Prefect's server, all of them or one more."""

import os
from collections.abc import Sequence

from relocalisons.errors import ConfigurationError
from relocalisons.operator import alarms_address, missed_after
from relocalisons.settings import ROOT, load_settings


def deploy(programmes: Sequence[str], *, remove: Sequence[str], reset: bool) -> None:
    """Create or update the deployments of `programmes`, take off those of `remove`.

    Every file is read before anything is changed. Raises ConfigurationError for a wrong one, and
    when no server answers.
    """
    if not (programmes or remove):
        raise ConfigurationError("Name a programme, as in `relocalisons deploy relocalisons`.")
    if both := set(programmes) & set(remove):
        raise ConfigurationError(f"{', '.join(sorted(both))}: deployed or removed, not both.")
    settings = {name: load_settings(name) for name in dict.fromkeys(programmes)}
    from relocalisons.deployment.deploying import deploy_all

    deploy_all(
        settings,
        home=os.environ.get("RELOCALISONS_HOME") or str(ROOT),
        say=lambda sentence: print(sentence, flush=True),
        alarms=alarms_address(),
        missed_after=missed_after(),
        remove=remove,
        reset=reset,
    )
