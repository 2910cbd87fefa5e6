from django.apps import AppConfig


class KewajibanConfig(AppConfig):
    name = "kewajiban"
    verbose_name = "Kewajiban desa dan kecamatan"

    def ready(self) -> None:
        from kewajiban import acara  # noqa: F401  (registers the last days of the villages)
