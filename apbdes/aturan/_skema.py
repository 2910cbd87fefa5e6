"""What a rule set's file must look like. Whether its figures suit its rules, too: all is known before a check."""

import re
from importlib.util import find_spec
from typing import Any

from apbdes.acuan import tabel_kegiatan
from apbdes.aturan._gramatika import Cek, Pilihan, salah_cek, terbaca
from apbdes.aturan.hasil import DASAR, TINGKAT, modul_aturan
from apbdes.gramatika.bentuk import JENIS_FAKTA
from dasar.skema import Atau, Bilangan, Daftar, Kamus, Keluhan, Peta, Tanggal, Teks

KODE = Teks(pola="[a-z0-9-]+", contoh="perbup-kayong-utara-66-2023")
WILAYAH = Teks(pola=r"\d\d\.\d\d", contoh='"61.11", kode kabupaten atau kota dalam tanda kutip')
NAMA = Teks(pola="[a-z0-9_]+", contoh="batas_kelompok_30")
KATA = Teks(pola=r"\d(\.\d{1,2}){0,3}|[A-Za-z_]+", contoh="1.1.01")
SEN = Teks(pola=r"\d{1,3}(\.\d{3})*,\d\d", contoh="2.426.640,50")
NILAI = Atau(
    (Bilangan(), SEN, Teks(pola=r"\d{1,3}(,\d{1,4})?%", contoh="1,5%"), KATA, Daftar(KATA)),
    "rupiah (yang bersen sebagai teks seperti 2.426.640,50), persen seperti 1,5% (angka pecahan ditulis sebagai "
    "persen), kode dalam tanda kutip, atau kata",
)


def _periksa_angka(angka: dict[str, Any]) -> Keluhan:
    if ("nilai" in angka) == ("riwayat" in angka):
        yield (), "tulis salah satu: nilai atau riwayat."


def _salah_cek(aturan: dict[str, Any], isi: dict[str, Any]) -> list[str]:
    semua = isi.get("angka", {})
    nilai = {
        peran: terbaca(a["nilai"] if "nilai" in a else a["riwayat"][0]["nilai"])
        for peran, nama in aturan.get("angka", {}).items()
        if (a := semua.get(nama))
    }
    return salah_cek(aturan["cek"].terbaca, nilai, isi.get("pilihan", {}))


def _periksa_perangkat(isi: dict[str, Any]) -> Keluhan:
    if isi["kode"] in isi.get("di_atas", ()):
        yield ("di_atas",), "perangkat tidak dapat berdiri di atas dirinya sendiri."
    if DASAR in isi.get("di_atas", ()):
        yield ("di_atas",), "ketentuan dasar selalu dipakai dan tidak dapat digantikan."
    for n, aturan in enumerate(isi["aturan"]):
        for peran, nama in aturan.get("angka", {}).items():
            if nama not in isi.get("angka", {}):
                yield ("aturan", n, "angka", peran), f"angka “{nama}” tidak ada dalam berkas ini."
        for nama in re.findall(r"\{(.*?)\}", aturan["judul"]):
            if nama not in aturan.get("angka", {}).values():
                yield ("aturan", n, "judul"), f"angka “{nama}” tidak dipakai aturan ini."
        modul = modul_aturan(aturan["kode"])
        if "cek" in aturan:
            for kalimat in _salah_cek(aturan, isi):
                yield ("aturan", n, "cek"), f"{aturan['kode']}: {kalimat}"
        elif find_spec(f"apbdes.aturan.{modul}") is None:
            yield ("aturan", n, "kode"), f"hitungan {modul} tidak ada."
    kode = {a["kode"] for a in isi["aturan"]}
    for n, tentang in enumerate(isi.get("pertentangan", [])):
        for asing in sorted(set(tentang["aturan"]) - kode):
            yield ("pertentangan", n, "aturan"), f"aturan “{asing}” tidak ada dalam berkas ini."


SKEMA = Peta(
    {
        "kode": KODE,
        "nama": Teks(),
        "judul": Teks(),
        "berlaku_sejak": Tanggal(),
        "diperiksa": Tanggal(),
        "aturan": Daftar(
            Peta(
                {
                    "kode": Teks(pola="[A-Z0-9]+(-[A-Z0-9]+)+", contoh="B30-01"),
                    "judul": Teks(),
                    "tingkat": Teks(pilihan=TINGKAT),
                    "dasar": Teks(),
                    "bunyi": Teks(),
                },
                opsional={
                    "peraturan": Teks(),
                    "catatan": Teks(),
                    "angka": Kamus(NAMA, NAMA),
                    "cek": Cek(),
                    "perbaikan": Teks(),
                },
            ),
            unik=("kode",),
        ),
    },
    opsional={
        "angka": Kamus(
            NAMA,
            Peta(
                {"arti": Teks(), "dasar": Teks()},
                opsional={
                    "peraturan": Teks(),
                    "nilai": NILAI,
                    "riwayat": Daftar(
                        Peta(
                            {"sejak": Tanggal(), "nilai": NILAI},
                            opsional={"diperiksa": Tanggal(), "alasan": Teks(), "dasar": Teks()},
                        ),
                        unik=("sejak",),
                    ),
                },
                periksa=_periksa_angka,
            ),
        ),
        "fakta": Kamus(
            NAMA, Peta({"arti": Teks(), "jenis": Teks(pilihan=JENIS_FAKTA)}, opsional={"pilihan": Daftar(Teks())})
        ),
        "pilihan": Kamus(NAMA, Pilihan()),
        "peraturan": Daftar(Teks()),
        "wilayah": WILAYAH,
        "tahun": Daftar(Bilangan(2015, 2100)),
        "di_atas": Daftar(KODE),
        "kegiatan": Teks(pilihan=tuple(sorted(tabel_kegiatan()))),
        "pertentangan": Daftar(
            Peta(
                {"aturan": Daftar(Teks()), "tempat": Teks(), "isi": Teks(), "perlakuan": Teks()},
                opsional={"terhadap": KODE},
            ),
            boleh_kosong=True,
        ),
    },
    periksa=_periksa_perangkat,
)
