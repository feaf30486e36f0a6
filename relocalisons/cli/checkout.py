"""Commands that only a checkout of the project runs: no installation has the sandbox."""

from importlib.util import find_spec

from relocalisons.errors import ConfigurationError


def require_checkout(command: str, *modules: str) -> None:
    """Raise ConfigurationError when one of the modules that a command plays with is not there."""
    missing = [name for name in modules if find_spec(name) is None]
    if missing:
        raise ConfigurationError(
            f"`relocalisons {command}` runs from a checkout of the project (`make setup`): "
            f"this installation has no {' and no '.join(missing)}."
        )
