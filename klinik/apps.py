from django.apps import AppConfig


class KlinikConfig(AppConfig):
    name = "klinik"
    verbose_name = "Klinik Konsultasi Pemerintahan Desa"

    def ready(self) -> None:
        from klinik import sumber  # noqa: F401  (registers questions as a source of findings)
