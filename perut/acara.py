"""Visits in a calendar."""

from collections.abc import Iterator
from datetime import datetime, timedelta

from django.db.models import Count, Max, Q

from akun.enums import DESA
from akun.lingkup import lingkup
from akun.models import Pengguna
from dasar.acara import Acara, Rentang, daftarkan
from dasar.waktu import zona
from perut.enums import StatusKunjungan
from perut.models import Kunjungan

KUNJUNGAN = "kunjungan"
STATUS = {StatusKunjungan.RENCANA: "TENTATIVE", StatusKunjungan.DIBATALKAN: "CANCELLED"}


def acara_kunjungan(pengguna: Pengguna, rentang: Rentang) -> Iterator[Acara]:
    """One's own are the visits of which the person is an officer, and those of the desa they head or keep the books
    of. A village also sees a visit called off after it had been scheduled, so that it is struck out of its calendar.
    """
    cocok = Kunjungan.objects.untuk(pengguna).filter(tanggal__range=(rentang.dari, rentang.sampai))
    if rentang.milik:
        cocok = cocok.filter(Q(petugas=pengguna) | lingkup(pengguna, *DESA))
    baris = Kunjungan.objects.filter(pk__in=cocok.values("pk")).ringkas()
    for k in baris.annotate(perubahan=Count("riwayat"), terakhir=Max("riwayat__waktu")).order_by("tanggal", "pk"):
        assert k.tanggal is not None  # asked for by its day
        batal = k.status == StatusKunjungan.DIBATALKAN
        jam = k.jam_mulai and k.jam_selesai
        yield Acara(
            uid=f"kunjungan-{k.pk}",
            jenis=KUNJUNGAN,
            judul=f"{'Dibatalkan: ' if batal else ''}Kunjungan PERUT {k.desa}",
            mulai=datetime.combine(k.tanggal, k.jam_mulai, zona(k.desa)) if jam else k.tanggal,
            selesai=datetime.combine(k.tanggal, k.jam_selesai, zona(k.desa)) if jam else k.tanggal + timedelta(days=1),
            diubah=max(filter(None, [k.dibuat, k.terakhir])),
            urutan=k.versi + k.perubahan,
            tautan=k.get_absolute_url(),
            desa=k.desa,
            keterangan=k.get_status_display(),
            status=STATUS.get(StatusKunjungan(k.status), "CONFIRMED"),
            tempat=", ".join(filter(None, [f"Kantor {k.desa}", k.desa.alamat, str(k.desa.kecamatan)])),
            uraian=_uraian(k),
        )


def _uraian(k: Kunjungan) -> str:
    petugas = ", ".join(p.nama for p in k.petugas.all()) or "belum ditunjuk"
    return "\n".join([f"Petugas: {petugas}", *([f"Agenda:\n{k.agenda}"] if k.agenda else [])])


daftarkan(KUNJUNGAN, acara_kunjungan)
