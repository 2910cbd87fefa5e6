"""What the page of a village says of the capacity of its officials."""

from django.urls import reverse

from akun.models import Pengguna
from desa.models import Desa
from desa.ringkasan import Ringkas
from kapasitas.hitungan import capaian_per_desa


def ringkas_desa(pembaca: Pengguna, desa: Desa) -> list[Ringkas]:
    """Nothing where nobody is in office; who reads none of the work here reads none of this."""
    capaian = capaian_per_desa([desa.pk])[desa.pk]
    if not capaian.banyak or not pembaca.desa_terlihat().filter(pk=desa.pk).exists():
        return []
    isi = f"{capaian.mampu} dari {capaian.dinilai} mampu" if capaian.dinilai else "belum dinilai"
    return [Ringkas("Kapasitas perangkat", isi, reverse("kapasitas:desa", args=[desa.pk]))]
