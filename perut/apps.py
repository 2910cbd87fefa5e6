from django.apps import AppConfig


class PerutConfig(AppConfig):
    name = "perut"
    verbose_name = "Pendampingan Rutin"

    def ready(self) -> None:
        from desa.ringkasan import daftarkan_ringkasan
        from perut import acara, kewajiban, naskah, serahan, sumber  # noqa: F401  (registers the days of visits, kinds of document, …)
        from perut.ringkasan import ringkas_desa
        from perut.services import kunjungan  # noqa: F401  (and what follows when one is withdrawn)

        daftarkan_ringkasan(ringkas_desa)
