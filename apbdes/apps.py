from django.apps import AppConfig


class ApbdesConfig(AppConfig):
    name = "apbdes"
    verbose_name = "APBDes"

    def ready(self) -> None:
        # registers the last days, the kinds of document, and the annexes that the worker prints
        from apbdes import acara, kalender, kewajiban, naskah, sumber  # noqa: F401
        from apbdes.services import cetakan  # noqa: F401
