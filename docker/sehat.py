"""Asks this container's own web process whether it and its database are well."""

import os
import sys
from urllib.request import Request, urlopen

host = os.environ["ALLOWED_HOSTS"].split(",")[0].strip().lstrip(".")
alamat = "http://127.0.0.1:8000/sehat/"
try:
    with urlopen(Request(alamat, headers={"Host": host, "X-Forwarded-Proto": "https"}), timeout=4) as jawaban:
        sys.exit(jawaban.status != 200)
except OSError as galat:
    sys.exit(f"tidak sehat: {galat}")
