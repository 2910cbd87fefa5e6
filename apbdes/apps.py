from django.apps import AppConfig


class ApbdesConfig(AppConfig):
    name = "apbdes"
    verbose_name = "APBDes"
