from django.apps import AppConfig


class PendampingConfig(AppConfig):
    name = "pendamping"
    verbose_name = "Lembar bulanan pendamping desa"

    def ready(self) -> None:
        # registers the report that a worker prints, and of which village a sheet is
        from pendamping import cetakan, serahan  # noqa: F401
