from django.apps import AppConfig
from django.db.models.fields import BLANK_CHOICE_DASH


class DasborConfig(AppConfig):
    name = "dasbor"
    verbose_name = "Dasbor"

    def ready(self) -> None:
        # Nine dashes are no word, and are read aloud one by one. Django has no setting for them; every choice asks
        # this list.
        BLANK_CHOICE_DASH[:] = [("", "Belum dipilih")]
