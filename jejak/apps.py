from django.apps import AppConfig
from django.db.models.signals import post_migrate


class JejakConfig(AppConfig):
    name = "jejak"
    verbose_name = "Jejak"

    def ready(self) -> None:
        from jejak.amati import pasang
        from jejak.masuk import dengarkan_masuk
        from jejak.pemicu import pasang_pemicu
        from jejak.tugas import dengarkan_tugas

        post_migrate.connect(pasang_pemicu, sender=self, dispatch_uid="jejak.pemicu")
        dengarkan_masuk()
        dengarkan_tugas()
        pasang()
