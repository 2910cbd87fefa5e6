"""What the team's report says (Lampiran IV, Format V), and what it is pre-filled with."""

from dataclasses import asdict, dataclass

from dasar.nama import awali, sambung, sela
from evaluasi import acuan
from evaluasi.acuan.naskah import penerbit_panjang
from evaluasi.enums import PenerbitSK
from evaluasi.hitung import HasilEvaluasi
from evaluasi.models import Aspek, Evaluasi
from evaluasi.reports.lembar import AnggotaTercetak, rujukan_sk, tim_tercetak
from instrumen.acuan import catatan_sumber
from naskah.bagian import Kop, banyak, kop, tanggal_panjang

RENDAH = frozenset("cde")  # what deserves a suggestion


@dataclass(frozen=True)
class BarisNilai:
    kode: str
    jenis: str
    total: str
    nilai: str
    kategori: str


@dataclass(frozen=True)
class LaporanNaskah:
    """`lama` is the number of calendar days, first and last included."""

    kop: Kop
    kepada: str
    kepada_di: str
    lampiran: str
    hal: str
    dasar: str
    lama: str
    mulai: str
    selesai: str
    bidang: str
    sasaran: list[str]
    isi: list[str]
    nilai: list[BarisNilai]
    kesimpulan: list[str]
    saran: list[str]
    tim: list[AnggotaTercetak]
    tidak_menilai: list[str]
    alasan: list[str]
    tempat: str
    tanggal: str
    catatan: list[str]  # where the wording differs from the source's


def laporan_isi(evaluasi: Evaluasi) -> dict:
    """Everything the report says; the date is that of the camat's approval, added then."""
    hasil = HasilEvaluasi.dari_json(evaluasi.hasil)
    kecamatan = evaluasi.desa.kecamatan
    return asdict(
        LaporanNaskah(
            kop=kop(kecamatan),
            kepada=_kepada(evaluasi),
            kepada_di=kecamatan.tempat if evaluasi.tim.dari_camat else str(evaluasi.desa),
            lampiran=banyak(len(hasil.lembar), "formulir evaluasi"),
            hal="Laporan Pelaksanaan Kegiatan Evaluasi",
            dasar=rujukan_sk(evaluasi),
            lama=_lama(evaluasi),
            mulai=tanggal_panjang(evaluasi.tanggal_mulai),
            selesai=tanggal_panjang(evaluasi.tanggal_selesai),
            bidang=bidang(evaluasi),
            sasaran=_baris(evaluasi.maksud),
            isi=_baris(evaluasi.isi_kegiatan),
            nilai=_nilai(evaluasi, hasil),
            kesimpulan=_baris(evaluasi.kesimpulan),
            saran=list(evaluasi.saran),
            tim=tim_tercetak(evaluasi, hasil),
            tidak_menilai=[p.nama for p in hasil.penilai if not p.menilai],
            alasan=_baris(evaluasi.alasan_tidak_lengkap),
            tempat=kecamatan.tempat,
            tanggal="",
            catatan=catatan_laporan(),
        )
    )


def catatan_laporan() -> list[str]:
    """Where Format V contradicts itself, so that its wording was mended; printed below the report."""
    return [c["teks"] for c in catatan_sumber(acuan.yang_utuh()) if "Format V" in c["tempat"]]


def isi_awal(evaluasi: Evaluasi, hasil: HasilEvaluasi) -> None:
    """Pre-fill what nobody has written yet; what was typed stays."""
    jenis = {lb.pk: lb.formulir.jenis_kegiatan for lb in evaluasi.lembar.select_related("formulir")}
    if not evaluasi.maksud.strip():
        evaluasi.maksud = "\n".join(jenis[h.lembar] for h in hasil.lembar)
    if not evaluasi.isi_kegiatan.strip():
        evaluasi.isi_kegiatan = "\n".join(
            [
                f"Tim melaksanakan evaluasi kinerja Pemerintah {evaluasi.desa} tahun {evaluasi.tahun} pada tanggal "
                f"{tanggal_panjang(evaluasi.tanggal_mulai)} sampai dengan {tanggal_panjang(evaluasi.tanggal_selesai)} "
                f"dengan {len(hasil.lembar)} formulir. {sum(p.menilai for p in hasil.penilai)} dari "
                f"{len(hasil.penilai)} anggota tim menyerahkan nilai.",
                *(
                    f"{jenis[h.lembar]}: nilai rata-rata {h.nilai_cetak} ({h.kategori.lower()}) dari "
                    f"{len(h.aspek)} aspek."
                    for h in hasil.lembar
                    if h.nilai is not None
                ),
            ]
        )
    if not evaluasi.kesimpulan.strip():
        evaluasi.kesimpulan = "\n".join(
            f"{awali(sambung(_kegiatan(jenis[h.lembar]), str(evaluasi.desa)))} bernilai {h.nilai_cetak}, "
            f"termasuk {h.kategori.lower()}."
            for h in hasil.lembar
            if h.nilai is not None
        )
    if not evaluasi.saran:
        hal = _hal(hasil)
        evaluasi.saran = [
            f"Memperbaiki {hal[a.aspek]} (formulir {h.kode}, {sela(_kegiatan(jenis[h.lembar]))}, aspek {a.nomor}: "
            f"nilai {h.cetak(a.rata)}, {h.nama(a.huruf).lower()})."
            for h in hasil.lembar
            for a in h.aspek
            if a.huruf in RENDAH
        ]


def _kegiatan(jenis_kegiatan: str) -> str:
    """'Evaluasi disiplin kerja Perangkat Desa' → 'disiplin kerja Perangkat Desa': what was evaluated."""
    return jenis_kegiatan.removeprefix("Evaluasi ").rstrip(". ")


def _hal(hasil: HasilEvaluasi) -> dict[int, str]:
    """Aspect → what it is about, in a sentence. A heading that the source got wrong is not repeated as advice."""
    sebutan = acuan.sebutan_aspek()
    aspek = Aspek.objects.in_bulk([a.aspek for h in hasil.lembar for a in h.aspek])
    return {
        a.aspek: sela(a.teks)
        if (sumber := aspek.get(a.aspek)) is None or sumber.berbeda
        else sebutan.get(sumber.tempat, sela(a.teks))
        for h in hasil.lembar
        for a in h.aspek
    }


def bidang(evaluasi: Evaluasi) -> str:
    nama = list(dict.fromkeys(lb.formulir.bidang for lb in evaluasi.lembar.select_related("formulir")))
    return " dan ".join([", ".join(nama[:-1]), nama[-1]]) if len(nama) > 1 else "".join(nama)


def _kepada(evaluasi: Evaluasi) -> str:
    """The one who gave the task is the one who issued the decree; a BPD is addressed through its head."""
    tim = evaluasi.tim
    return f"Ketua {penerbit_panjang(tim)}" if tim.penerbit == PenerbitSK.BPD else penerbit_panjang(tim)


def _lama(evaluasi: Evaluasi) -> str:
    if evaluasi.tanggal_mulai is None or evaluasi.tanggal_selesai is None:
        return ""
    hari = (evaluasi.tanggal_selesai - evaluasi.tanggal_mulai).days + 1
    return banyak(hari, "hari")


def _nilai(evaluasi: Evaluasi, hasil: HasilEvaluasi) -> list[BarisNilai]:
    jenis = {lb.pk: lb.formulir.jenis_kegiatan for lb in evaluasi.lembar.select_related("formulir")}
    return [BarisNilai(h.kode, jenis[h.lembar], h.total_cetak, h.nilai_cetak, h.kategori) for h in hasil.lembar]


def _baris(teks: str) -> list[str]:
    return [b.strip() for b in teks.splitlines() if b.strip()]
