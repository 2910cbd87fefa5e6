from django.apps import AppConfig


class TindaklanjutConfig(AppConfig):
    name = "tindaklanjut"
    verbose_name = "Temuan dan tindak lanjut"

    def ready(self) -> None:
        from tindaklanjut import acara, naskah, sumber  # noqa: F401  (registers last days, the teguran, documents as source)
