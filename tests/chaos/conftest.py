from __future__ import annotations

import sys
from pathlib import Path

# the harness for programs on a terminal of their own
sys.path.append(str(Path(__file__).parent.parent / "terminal"))
