from django.apps import AppConfig


class AntreanConfig(AppConfig):
    name = "antrean"
    verbose_name = "Pekerjaan latar"
