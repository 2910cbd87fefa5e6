from django.apps import AppConfig


class PerutConfig(AppConfig):
    name = "perut"
    verbose_name = "Pendampingan Rutin"
