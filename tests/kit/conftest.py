"""The builder is no package that is installed: its folders are put on the path, as `python .ci/kit` does it."""

import sys
from pathlib import Path

KIT = Path(__file__).parents[2] / ".ci" / "kit"

sys.path[:0] = [str(KIT), str(KIT / "inside")]
