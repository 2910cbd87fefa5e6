from django.apps import AppConfig


class PerjalananConfig(AppConfig):
    name = "perjalanan"
    verbose_name = "Perjalanan dinas"

    def ready(self) -> None:
        from desa.ringkasan import daftarkan_ringkasan
        from perjalanan import naskah, services  # noqa: F401  (registers the order, and what follows when it is withdrawn)
        from perjalanan.ringkasan import ringkas_desa

        daftarkan_ringkasan(ringkas_desa)
