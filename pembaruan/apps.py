from django.apps import AppConfig


class PembaruanConfig(AppConfig):
    name = "pembaruan"
    verbose_name = "Usulan perubahan pejabat desa"

    def ready(self) -> None:
        from desa.penjaga import daftarkan_pengusul
        from pembaruan.models import Usulan
        from pembaruan.services import usulan_ajukan

        daftarkan_pengusul(usulkan=usulan_ajukan, menunggu=lambda desa: Usulan.objects.menunggu().filter(desa=desa))
