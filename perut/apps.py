from django.apps import AppConfig


class PerutConfig(AppConfig):
    name = "perut"
    verbose_name = "Pendampingan Rutin"

    def ready(self) -> None:
        from desa.ringkasan import daftarkan_ringkasan

        # registers the days of visits, the kinds of document, visits as evidence of a pendamping, …
        from perut import acara, kapasitas, kewajiban, klinik, naskah, rujukan, serahan, sumber  # noqa: F401
        from perut.ringkasan import ringkas_desa
        from perut.services import kunjungan  # noqa: F401  (and what follows when one is withdrawn)

        daftarkan_ringkasan(ringkas_desa)
