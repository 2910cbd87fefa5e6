"""Where what is said of a village is to be seen: the list of that village, or its own page where there is none yet."""

from django.urls import reverse

from dasbor.keadaan import KeadaanDesa


def alamat_desa(k: KeadaanDesa) -> str:
    return reverse("desa:desa-rinci", args=[k.desa.pk])


def _daftar(k: KeadaanDesa, jenis: str, nama: str) -> str:
    """A list offers only the villages that stand in it."""
    return f"{reverse(nama)}?desa={k.desa.pk}" if k.peristiwa[jenis] else alamat_desa(k)


def alamat_kunjungan(k: KeadaanDesa) -> str:
    """The last approved visit is one click further, in the list of all of them."""
    return _daftar(k, "kunjungan", "perut:kunjungan-daftar")


def alamat_monitoring(k: KeadaanDesa) -> str:
    return _daftar(k, "monitoring", "monitoring:monitoring-daftar")


def alamat_evaluasi(k: KeadaanDesa) -> str:
    return _daftar(k, "evaluasi", "evaluasi:evaluasi-daftar")


def alamat_temuan(k: KeadaanDesa) -> str:
    return f"{reverse('tindaklanjut:temuan-daftar')}?desa={k.desa.pk}&keadaan=belum"


def alamat_anggaran(k: KeadaanDesa) -> str:
    akhir = k.anggaran_terakhir
    return reverse("apbdes:versi-rinci", args=[akhir.nomor]) if akhir else alamat_desa(k)
