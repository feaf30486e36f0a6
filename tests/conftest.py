"""What all tests share: the builders of tests/support, and nothing that hides a rule."""

import atexit
import os
import shutil
import sys
import tempfile
from pathlib import Path

# What the service remembers outside its store stays out of the home of whoever runs the tests.
os.environ["XDG_STATE_HOME"] = tempfile.mkdtemp(prefix="relocalisons-state-")
atexit.register(shutil.rmtree, os.environ["XDG_STATE_HOME"], ignore_errors=True)

sys.path.insert(0, str(Path(__file__).parent / "support"))
