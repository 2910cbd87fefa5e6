from django.apps import AppConfig


class SerahanConfig(AppConfig):
    name = "serahan"
    verbose_name = "Isian yang diserahkan"
