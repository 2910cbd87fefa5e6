from django.apps import AppConfig


class OperasiConfig(AppConfig):
    name = "operasi"
    verbose_name = "operasi"
