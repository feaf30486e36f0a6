"""What all tests share: the builders of tests/support, and nothing that hides a rule."""

import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent / "support"))
