from django.apps import AppConfig


class BerkasConfig(AppConfig):
    name = "berkas"
    verbose_name = "Berkas"

    def ready(self) -> None:
        from berkas import acara  # noqa: F401  (registers the last days of documents)
