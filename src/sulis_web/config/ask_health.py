"""`python -m sulis_web.config.ask_health`: asks the server of this machine how it is, under its own name, as a container's check."""

from __future__ import annotations

import http.client
import os
import sys

_SECONDS = 5


def main() -> int:
    """0 when all is well, else 1, with the answer's own words."""
    host = os.environ.get("SULIS_HOSTS", "").split(",")[0].strip() or "localhost"
    asked = http.client.HTTPConnection("127.0.0.1", int(os.environ.get("SULIS_PORT", "") or 8000), timeout=_SECONDS)
    try:
        asked.request("GET", "/health/", headers={"Host": host})
        answer = asked.getresponse()
        sys.stdout.write(answer.read(2000).decode("utf-8", "replace") + "\n")
        return 0 if answer.status == 200 else 1
    except OSError as trouble:
        sys.stdout.write(f"the server does not answer: {trouble}\n")
        return 1
    finally:
        asked.close()


if __name__ == "__main__":
    sys.exit(main())
