from django.apps import AppConfig


class NotifikasiConfig(AppConfig):
    name = "notifikasi"
    verbose_name = "Pemberitahuan"

    def ready(self) -> None:
        from akun.kabar import dikabari
        from dasar.alur import berpindah
        from notifikasi.services import kabari_keamanan, kabari_perpindahan

        berpindah.connect(kabari_perpindahan, dispatch_uid="notifikasi.kabari_perpindahan")
        dikabari.connect(kabari_keamanan, dispatch_uid="notifikasi.kabari_keamanan")
