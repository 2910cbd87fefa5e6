from django.apps import AppConfig


class TindaklanjutConfig(AppConfig):
    name = "tindaklanjut"
    verbose_name = "Temuan dan tindak lanjut"

    def ready(self) -> None:
        from tindaklanjut import acara, sumber  # noqa: F401  (registers the last days of findings, and documents as a source)
