from django.apps import AppConfig


class PendampingConfig(AppConfig):
    name = "pendamping"
    verbose_name = "Lembar bulanan pendamping desa"

    def ready(self) -> None:
        from pendamping import cetakan  # noqa: F401  registers the report that a worker prints
