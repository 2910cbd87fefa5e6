from django.apps import AppConfig


class BerkasConfig(AppConfig):
    name = "berkas"
    verbose_name = "Berkas"

    def ready(self) -> None:
        from berkas.services.sk import sk_sesuai
        from berkas.sk_orang import SK_TERUNGGAH
        from desa.services.data import daftarkan_pengikut
        from desa.tambahan import daftarkan_tambahan

        daftarkan_pengikut(sk_sesuai)
        daftarkan_tambahan(SK_TERUNGGAH)
