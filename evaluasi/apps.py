from django.apps import AppConfig


class EvaluasiConfig(AppConfig):
    name = "evaluasi"
    verbose_name = "Evaluasi kinerja"

    def ready(self) -> None:
        from evaluasi import naskah  # noqa: F401  (registers the kinds of document)
