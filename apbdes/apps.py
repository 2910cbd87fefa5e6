from django.apps import AppConfig


class ApbdesConfig(AppConfig):
    name = "apbdes"
    verbose_name = "APBDes"

    def ready(self) -> None:
        from apbdes import naskah  # noqa: F401  (registers the kinds of document)
