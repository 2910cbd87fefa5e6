from django.apps import AppConfig


class LaporanConfig(AppConfig):
    name = "laporan"
    verbose_name = "Laporan camat dan evaluasi program"

    def ready(self) -> None:
        from laporan import naskah, services  # noqa: F401  (registers the document, and what follows its withdrawal)
