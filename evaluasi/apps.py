from django.apps import AppConfig


class EvaluasiConfig(AppConfig):
    name = "evaluasi"
    verbose_name = "Evaluasi kinerja"

    def ready(self) -> None:
        from evaluasi import acara, naskah, sumber  # noqa: F401  (registers its days, kinds of document, findings' source)
        from evaluasi.services import evaluasi  # noqa: F401  (and what follows when one is withdrawn)
