"""JSON that a person wrote and reads again: its keys come back in the order in which they were written.

PostgreSQL's jsonb, which JSONField is there, sorts them. Nothing can be looked up inside such a column.
"""

import json
from typing import Any

from django.db import models


class JsonBerurut(models.JSONField):
    def get_internal_type(self) -> str:
        return "TextField"

    def get_db_prep_value(self, value: Any, connection: Any, prepared: bool = False) -> Any:
        if value is None or hasattr(value, "as_sql"):
            return value
        return json.dumps(value, ensure_ascii=False, cls=self.encoder)
