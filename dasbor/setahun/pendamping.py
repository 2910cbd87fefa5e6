"""The sheets of the PLD month by month, up to two months ago: handed in on time, late, sent back once, or never."""

from datetime import date

from dasbor.demo_pendamping import KERJA, isi_lembar, tempatkan
from dasbor.setahun.jalan import Proses, Tahun
from desa.models import Desa
from pendamping.models import Lembar, akhir_bulan, awal_bulan, bulan_sesudah
from pendamping.services.isian import id_isian, isian_putus, isian_simpan
from pendamping.services.lembar import lembar_ajukan, lembar_kembalikan, lembar_konfirmasi


def pendamping_setahun(t: Tahun, desa: list[Desa]) -> None:
    t.mulai(_tempatkan(t, desa))
    kini = awal_bulan(t.akhir)
    bulan = bulan_sesudah(awal_bulan(t.awal))
    while bulan_sesudah(bulan) < kini:  # the last month is written by hand
        for d in desa:
            t.mulai(_sebulan(t, d, bulan))
        bulan = bulan_sesudah(bulan)


def _tempatkan(t: Tahun, desa: list[Desa]) -> Proses:
    yield t.kerja(t.awal, 1, jam=8), t.orang["sekcam"]
    tempatkan(t.kecamatan, desa, bulan_sesudah(awal_bulan(t.awal)), t.orang)


def _sebulan(t: Tahun, desa: Desa, bulan: date) -> Proses:
    acak, pld, sekcam = t.acak("pendamping", desa.kode, bulan), t.orang["pendamping"], t.orang["sekcam"]
    nasib = acak.random()
    if nasib < 0.12:
        return  # nothing was ever entered
    yield t.kerja(akhir_bulan(bulan), -1, jam=15, menit=acak.randrange(60)), pld
    pk = isi_lembar(desa, bulan, acak.sample(KERJA, acak.randrange(2, 6)), pld).pk
    if nasib < 0.2:
        return  # and this was never handed in
    hari = bulan_sesudah(bulan)
    telat = 12 if nasib < 0.35 else acak.randrange(0, 4)
    yield t.kerja(hari, telat, jam=9, menit=acak.randrange(60)), pld
    lembar_ajukan(lembar=_ambil(pk), oleh=pld)
    if 0.35 <= nasib < 0.5:
        yield t.kerja(hari, telat + 2, jam=10, menit=acak.randrange(60)), sekcam
        butir = _ambil(pk).isian.filter(keadaan="dikerjakan").order_by("kode")[0]
        alasan = "Sebut berapa orang yang hadir."
        isian_putus(
            lembar=_ambil(pk), kode=butir.kode, putusan="dikembalikan", alasan=alasan, versi=butir.versi, oleh=sekcam
        )
        lembar_kembalikan(lembar=_ambil(pk), alasan="Satu butir perlu dilengkapi.", oleh=sekcam)
        yield t.kerja(hari, telat + 4, jam=10, menit=acak.randrange(60)), pld
        isi = {"uraian": f"{butir.uraian} Yang hadir {acak.randrange(12, 40)} orang."}
        isian_simpan(lembar=_ambil(pk), pk=id_isian(pk, butir.kode), versi=butir.versi, isi=isi, oleh=pld)
        lembar_ajukan(lembar=_ambil(pk), oleh=pld)
    yield t.kerja(hari, telat + 6, jam=11, menit=acak.randrange(60)), sekcam
    if nasib < 0.93:
        lembar_konfirmasi(lembar=_ambil(pk), oleh=sekcam)


def _ambil(pk: int) -> Lembar:
    return Lembar.objects.select_related("desa__kecamatan", "pendamping").get(pk=pk)
