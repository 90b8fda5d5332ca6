"""A worker that does what it is told, to see what the pool makes of it."""

from __future__ import annotations

import json
import os
import sys
import time

for line in sys.stdin:
    request = json.loads(line)
    match request["do"]:
        case "answer":
            sys.stdout.write(json.dumps({"value": request["value"]}) + "\n")
        case "die":
            os._exit(3)
        case "hang":
            time.sleep(60)
        case "nonsense":
            sys.stdout.write("[1, 2]\n")
        case "part":
            start = request.get("start", 0)
            if start == request.get("die_at"):
                os._exit(3)
            answer = {"articles": [start], "bands": [start], "problems": ["line 9: bad"]}
            left = request["value"] - start - 1
            sys.stdout.write(json.dumps({**answer, "left": left} if left else answer) + "\n")
        case "slow":
            time.sleep(0.2)
            sys.stdout.write(json.dumps({"value": request["value"]}) + "\n")
    sys.stdout.flush()
