from django.apps import AppConfig


class TindaklanjutConfig(AppConfig):
    name = "tindaklanjut"
    verbose_name = "Temuan dan tindak lanjut"
