from django.apps import AppConfig
from django.contrib.auth.signals import user_logged_in, user_logged_out


class AkunConfig(AppConfig):
    name = "akun"
    verbose_name = "Akun dan penugasan"

    def ready(self) -> None:
        from akun.pejabat import tautan_pejabat
        from desa.penjaga import daftarkan_penanda_lain

        daftarkan_penanda_lain(lambda pejabat: tautan_pejabat(pejabat) is not None)
        from akun.konsep import konsep_ingat  # they know the models, which are there only now
        from akun.masuk import lupakan_sesi
        from akun.sesi import catat_masuk

        user_logged_in.connect(catat_masuk, dispatch_uid="akun.sesi")
        user_logged_out.connect(lupakan_sesi, dispatch_uid="akun.masuk")
        user_logged_in.connect(konsep_ingat, dispatch_uid="akun.konsep")
        from akun.pejabat import ikuti_pejabat
        from akun.sekaligus import AKHIRI, AKUN  # and with it the task of the invitations
        from desa.services.data import daftarkan_pengikut
        from desa.tambahan import daftarkan_tambahan

        daftarkan_pengikut(ikuti_pejabat)
        daftarkan_tambahan(AKUN)
        daftarkan_tambahan(AKHIRI)
