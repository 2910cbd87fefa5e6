from django.apps import AppConfig


class PerutConfig(AppConfig):
    name = "perut"
    verbose_name = "Pendampingan Rutin"

    def ready(self) -> None:
        from perut import naskah  # noqa: F401  (registers the kinds of document)
        from perut.services import kunjungan  # noqa: F401  (and what follows when one is withdrawn)
