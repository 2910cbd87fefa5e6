from django.apps import AppConfig


class KewajibanConfig(AppConfig):
    name = "kewajiban"
    verbose_name = "Kewajiban desa dan kecamatan"
