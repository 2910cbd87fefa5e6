from django.apps import AppConfig


class ApbdesConfig(AppConfig):
    name = "apbdes"
    verbose_name = "APBDes"

    def ready(self) -> None:
        from apbdes import acara, kalender, naskah  # noqa: F401  (registers the last days, and the kinds of document)
