from django.apps import AppConfig, apps


class AkunConfig(AppConfig):
    name = "akun"
    verbose_name = "Akun dan penugasan"

    def ready(self) -> None:
        apps.get_app_config("axes").verbose_name = "Percobaan masuk"  # the package's own name says nothing to an admin
