from django.apps import AppConfig


class PerjalananConfig(AppConfig):
    name = "perjalanan"
    verbose_name = "Perjalanan dinas"

    def ready(self) -> None:
        from perjalanan import naskah, services  # noqa: F401  (registers the order, and what follows when it is withdrawn)
