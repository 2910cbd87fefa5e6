from django.apps import AppConfig


class MonitoringConfig(AppConfig):
    name = "monitoring"
    verbose_name = "Monitoring"

    def ready(self) -> None:
        from monitoring import acara, kalender, naskah, serahan, sumber  # noqa: F401  (registers its days, kinds of document, …)
        from monitoring.services import monitoring  # noqa: F401  (and what follows when one is withdrawn)
