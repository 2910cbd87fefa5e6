from django.apps import AppConfig


class KapasitasConfig(AppConfig):
    name = "kapasitas"
    verbose_name = "Kapasitas aparatur desa"

    def ready(self) -> None:
        from desa.ringkasan import daftarkan_ringkasan
        from kapasitas.ringkasan import ringkas_desa

        daftarkan_ringkasan(ringkas_desa)
