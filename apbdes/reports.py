"""What the berita acara and the camat's decision say, gathered once and frozen in `Naskah.isi`.

The evaluation itself comes from `VersiApbdes.beku`, as it was proposed: nothing is judged again here.
"""

import re
from dataclasses import asdict, dataclass
from datetime import datetime
from typing import Any

from num2words import num2words

from akun.models import Pengguna
from apbdes.aturan.hasil import daftar
from apbdes.enums import HARI_KERJA_PERBAIKAN, HasilEvaluasi
from apbdes.models import VersiApbdes
from apbdes.naskah import KEPUTUSAN
from dasar.nama import akhiri, kepala_daerah
from dasar.waktu import tanggal
from desa.models import Kecamatan
from naskah.bagian import HariTanggal, Kop, Orang, hari_tanggal, kop, paragraf, tanggal_panjang
from naskah.daftar import daftar_butir, isikan
from naskah.enums.tata import BagianDaftar
from naskah.models import Naskah
from naskah.pejabat import penanda_tangan
from naskah.tata import isian

# How the short name of a set of rules begins, and what the regulation is called in full.
PERATURAN = {"Perbup": "Peraturan Bupati", "Perwali": "Peraturan Wali Kota", "Perda": "Peraturan Daerah"}


@dataclass(frozen=True)
class Rancangan:
    """The draft in words: 'Rancangan Peraturan Desa Putat Basiun tentang …'."""

    desa: str
    kecamatan: str
    kabupaten: str
    ibu_kota: str
    tahun: int
    sebutan: str
    nama: str
    singkat: str


@dataclass(frozen=True)
class BeritaAcara:
    kop: Kop
    rancangan: Rancangan
    waktu: HariTanggal
    disepakati: str
    diajukan: str
    diterima: str
    batas: str
    sesuai: bool
    hasil: str
    kesimpulan: list[str]
    mengesampingkan: int
    evaluasi: dict[str, Any]
    evaluator: list[Orang]
    kedudukan: list[str]  # of each evaluator in the team
    camat: Orang
    tanggal_surat: str


@dataclass(frozen=True)
class Keputusan:
    kop: Kop
    rancangan: Rancangan
    jabatan: str
    sebutan_camat: str
    tentang: str
    menimbang: list[str]
    mengingat: list[str]
    menetapkan: list[str]
    sesuai: bool
    hasil: str
    kesimpulan: list[str]
    berita_acara: str
    evaluasi: dict[str, Any]
    camat: Orang
    tanggal_surat: str


def rancangan(versi: VersiApbdes) -> Rancangan:
    desa = versi.apbdes.desa
    apa = "Anggaran Pendapatan dan Belanja Desa"
    if versi.perubahan_ke:
        apa = f"Perubahan {apa}" if versi.perubahan_ke == 1 else f"Perubahan Ke-{versi.perubahan_ke} {apa}"
    tentang = f"{apa} Tahun Anggaran {versi.apbdes.tahun}"
    return Rancangan(
        desa=str(desa),
        kecamatan=str(desa.kecamatan),
        kabupaten=str(desa.kecamatan.kabupaten),
        ibu_kota=desa.kecamatan.tempat,
        tahun=versi.apbdes.tahun,
        sebutan=versi.sebutan,
        nama=f"Rancangan Peraturan {desa} tentang {tentang}",
        singkat=tentang,
    )


def berita_acara_isi(versi: VersiApbdes, *, oleh: Pengguna, waktu: datetime) -> dict[str, Any]:
    """Everything the berita acara of this evaluation says; `oleh` decides at `waktu` and signs as camat."""
    kecamatan = versi.apbdes.desa.kecamatan
    hari = tanggal(waktu, kecamatan)
    beku = _beku(versi)
    return asdict(
        BeritaAcara(
            kop=kop(kecamatan),
            rancangan=rancangan(versi),
            waktu=hari_tanggal(hari),
            disepakati=tanggal_panjang(versi.tanggal_disepakati) if versi.tanggal_disepakati else "",
            diajukan=tanggal_panjang(tanggal(versi.diajukan, kecamatan)) if versi.diajukan else "",
            diterima=tanggal_panjang(tanggal(versi.diterima, kecamatan)) if versi.diterima else "",
            batas=tanggal_panjang(versi.batas_evaluasi),
            sesuai=versi.hasil == HasilEvaluasi.SESUAI,
            hasil=versi.get_hasil_display().lower(),
            kesimpulan=paragraf(beku["kesimpulan"]),
            mengesampingkan=sum(p["sikap"] == "Dikesampingkan" for p in beku["putusan"]),
            evaluasi=beku,
            evaluator=[Orang(**o) for o in beku["evaluator"]],
            kedudukan=beku.get("kedudukan") or [""] * len(beku["evaluator"]),
            camat=penanda_tangan(oleh, kecamatan, hari),
            tanggal_surat=tanggal_panjang(hari),
        )
    )


def keputusan_isi(
    versi: VersiApbdes, *, berita_acara: Naskah | None, oleh: Pengguna, waktu: datetime
) -> dict[str, Any]:
    """Everything the camat's decision says. `berita_acara` is numbered already, or None for a preview."""
    kecamatan = versi.apbdes.desa.kecamatan
    hari = tanggal(waktu, kecamatan)
    r = rancangan(versi)
    beku = _beku(versi)
    camat = penanda_tangan(oleh, kecamatan, hari)
    nomor_ba = berita_acara.nomor if berita_acara else "…"
    tak_dinilai = beku.get("tak_dinilai", "")
    return asdict(
        Keputusan(
            kop=kop(kecamatan),
            rancangan=r,
            jabatan=kecamatan.jabatan_camat,
            sebutan_camat=kecamatan.sebutan.kepala,
            tentang=f"Hasil Evaluasi {r.nama}",
            menimbang=[
                "bahwa berdasarkan Pasal 35 ayat (2) Peraturan Menteri Dalam Negeri Nomor 20 Tahun 2018 tentang "
                "Pengelolaan Keuangan Desa, hasil evaluasi rancangan Peraturan Desa tentang Anggaran Pendapatan dan "
                "Belanja Desa dituangkan dalam keputusan dan disampaikan paling lama 20 (dua puluh) hari kerja sejak "
                "rancangan diterima;",
                f"bahwa {r.nama} diterima pada tanggal {_diterima(versi)} dan telah dievaluasi menurut "
                f"{_perangkat(beku)}, dengan hasil dalam Berita Acara Evaluasi Nomor {nomor_ba} tanggal "
                f"{tanggal_panjang(hari)};",
                *([f"bahwa {tak_dinilai.removesuffix('.')};"] if tak_dinilai else []),
                akhiri(
                    f"bahwa berdasarkan pertimbangan sebagaimana dimaksud dalam huruf a "
                    f"{'sampai dengan huruf c' if tak_dinilai else 'dan huruf b'}, perlu menetapkan "
                    f"Keputusan {kecamatan.sebutan.kepala} tentang Hasil Evaluasi {r.nama}"
                ),
            ],
            mengingat=_mengingat(kecamatan, r, beku),
            menetapkan=_diktum(versi, r, nomor_ba),
            sesuai=versi.hasil == HasilEvaluasi.SESUAI,
            hasil=versi.get_hasil_display().lower(),
            kesimpulan=paragraf(beku["kesimpulan"]),
            berita_acara=nomor_ba,
            evaluasi=beku,
            camat=camat,
            tanggal_surat=tanggal_panjang(hari),
        )
    )


def _mengingat(kecamatan: Kecamatan, r: Rancangan, beku: dict[str, Any]) -> list[str]:
    """The office's list, then the regulations by whose rules was judged, where the list does not name them."""
    butir = daftar_butir(kecamatan, KEPUTUSAN.kode, BagianDaftar.MENGINGAT)
    dipakai = [t for p in _mengikat(beku) for t in p.get("peraturan") or peraturan_lama(p["nama"], p["judul"])]
    if delegasi := beku.get("delegasi"):
        dipakai = [delegasi, *dipakai]
    baru = [t for t in dipakai if not any(t.partition(" tentang ")[0].casefold() in b.casefold() for b in butir)]
    return isikan([*butir, *baru], tahun=r.tahun, **isian(kecamatan))


def peraturan_lama(nama: str, judul: str) -> list[str]:
    """'Perbup Kayong Utara 66/2023' in full, of a result that was frozen before sets said so themselves."""
    cocok = re.fullmatch(r"(\w+) (.+) (\d+)/(\d{4})", nama)
    if cocok is None or cocok[1] not in PERATURAN:
        return []
    tentang = judul.replace("APB Desa", "Anggaran Pendapatan dan Belanja Desa")
    return [f"{PERATURAN[cocok[1]]} {cocok[2]} Nomor {cocok[3]} Tahun {cocok[4]} tentang {tentang}"]


def _diktum(versi: VersiApbdes, r: Rancangan, nomor_ba: str) -> list[str]:
    """KESATU, KEDUA, … Only what Permendagri 20/2018 Pasal 35 and 36 were found to say is stated as law."""
    desa = versi.apbdes.desa
    kepala = desa.jabatan_kepala
    if versi.hasil == HasilEvaluasi.SESUAI:
        tengah = [
            f"{kepala} menetapkan rancangan sebagaimana dimaksud dalam Diktum KESATU menjadi Peraturan Desa, "
            f"dan menyampaikan nomor serta tanggalnya kepada {desa.kecamatan.sebutan.kepala}.",
        ]
        kesatu = f"{r.nama} dinyatakan SESUAI dengan ketentuan yang dievaluasi"
    else:
        kata = num2words(HARI_KERJA_PERBAIKAN, lang="id")
        tengah = [
            f"{kepala} bersama {desa.sebutan.bpd} memperbaiki rancangan sebagaimana dimaksud dalam "
            f"Diktum KESATU paling lama {HARI_KERJA_PERBAIKAN} ({kata}) hari kerja sejak hasil evaluasi diterima "
            f"(Pasal 35 ayat (5) Peraturan Menteri Dalam Negeri Nomor 20 Tahun 2018), yaitu paling lambat tanggal "
            f"{tanggal_panjang(versi.batas_perbaikan) or '…'} dihitung sejak tanggal Keputusan ini, dan "
            "menyampaikannya kembali untuk dievaluasi.",
            f"Dalam hal hasil evaluasi tidak ditindaklanjuti dan {kepala} tetap menetapkan rancangan itu "
            f"menjadi Peraturan Desa, {kepala_daerah(r.kabupaten)} membatalkan Peraturan Desa tersebut dengan "
            "Keputusan (Pasal 36 ayat (1) Peraturan Menteri Dalam Negeri Nomor 20 Tahun 2018).",
        ]
        kesatu = f"{r.nama} PERLU DIPERBAIKI"
    return [
        f"{kesatu}, dengan hasil evaluasi sebagaimana tercantum dalam Berita Acara Evaluasi Nomor {nomor_ba} dan "
        "Lampiran yang merupakan bagian tidak terpisahkan dari Keputusan ini.",
        *tengah,
        "Keputusan ini mulai berlaku pada tanggal ditetapkan.",
    ]


def _beku(versi: VersiApbdes) -> dict[str, Any]:
    assert versi.beku is not None  # the constraint versiapbdes_diusulkan_berhasil
    return versi.beku


def _diterima(versi: VersiApbdes) -> str:
    return tanggal_panjang(tanggal(versi.diterima, versi.apbdes.desa)) if versi.diterima else ""


def _perangkat(beku: dict[str, Any]) -> str:
    """What binds, by the full titles of the regulations; a set that was read as a guide is no ground for a decision."""
    return daftar(t for p in _mengikat(beku) for t in p.get("peraturan") or [f"{p['nama']} ({p['judul']})"])


def _mengikat(beku: dict[str, Any]) -> list[dict[str, Any]]:
    return [p for p in beku["perangkat"] if not p.get("petunjuk")]
