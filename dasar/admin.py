"""What Django's admin site leaves undone on every form of ours."""

from collections.abc import Sequence
from typing import Any

from django.contrib import admin
from django.contrib.admin.widgets import AutocompleteSelect


class PilihanCari(AutocompleteSelect):
    """Django's, which draws a refused form by asking the database for the very key that was refused: with one that is
    no number the answer was an error (500) instead of the sentence."""

    def optgroups(self, name: str, value: Sequence[str], attr: dict[str, Any] | None = None) -> Any:
        return super().optgroups(
            name, [v for v in map(str, value) if v.isascii() and v.isdigit() and len(v) < 19], attr
        )


class AdminDasar(admin.ModelAdmin):
    """Fields of `autocomplete_fields` take any rubbish."""

    def formfield_for_foreignkey(self, db_field: Any, request: Any, **kwargs: Any) -> Any:
        if db_field.name in self.get_autocomplete_fields(request):
            kwargs.setdefault("widget", PilihanCari(db_field, self.admin_site, using=kwargs.get("using")))
        return super().formfield_for_foreignkey(db_field, request, **kwargs)
