"""What the files of this folder must look like."""

from typing import Any

from dasar.skema import Bilangan, Daftar, Jenis, Kamus, Keluhan, Peta, Tanggal, Teks

SUMBER: dict[str, Jenis] = {"kode": Teks(), "peraturan": Teks(), "tempat": Teks(), "diperiksa": Tanggal()}


def _periksa_baris(baris: dict[str, Any]) -> Keluhan:
    if ("kode" in baris) == ("kode_lokal" in baris):
        yield (), f"“{baris['nama']}” menyebut salah satu: kode atau kode_lokal."


BARIS = Peta(
    {"nama": Teks(), "pelaksana": Teks(boleh_null=True)},
    opsional={
        "kode": Teks(pola=r"\d\.\d\.\d\d", contoh="1.1.01"),
        "kode_lokal": Teks(),
        "tertulis": Teks(),
        "pelaksana_tertulis": Teks(),
        "catatan": Teks(),
    },
    periksa=_periksa_baris,
)
SUB_BIDANG = Peta(
    {"nama": Teks(boleh_null=True), "baris": Daftar(BARIS)},
    opsional={"kode": Teks(pola=r"\d\.\d", contoh="1.1"), "catatan": Teks()},
)
KEGIATAN = Peta(
    {
        **SUMBER,
        "bidang": Kamus(Teks(pola=r"\d", contoh='"1"'), Teks()),
        "sub_bidang": Kamus(Teks(pola=r"\d\.\d", contoh='"1.1"'), Teks()),
        "kegiatan": Kamus(Teks(pola=r"\d\.\d\.\d\d", contoh="1.1.01"), Teks()),
    }
)
TABEL = Peta(
    {
        **SUMBER,
        "judul": Teks(),
        "kode_menurut": Teks(),
        "berlaku_sejak": Tanggal(),
        "bidang": Daftar(
            Peta(
                {"nama": Teks(), "sub_bidang": Daftar(SUB_BIDANG)},
                opsional={"kode": Teks(pola=r"\d", contoh='"1"')},
            )
        ),
    }
)
JENIS = Peta({"kode": Teks(pola=r"\d(\.\d){2}", contoh="5.1.1"), "objek": Bilangan(0, 89), "nama": Teks()})
KELOMPOK = Peta({"kode": Teks(pola=r"\d\.\d", contoh="5.1"), "nama": Teks(), "jenis": Daftar(JENIS, unik=("kode",))})
REKENING = Peta(
    {
        **SUMBER,
        "akun": Daftar(
            Peta(
                {
                    "kode": Teks(pola=r"\d", contoh='"5"'),
                    "nama": Teks(),
                    "kelompok": Daftar(KELOMPOK, unik=("kode",)),
                }
            ),
            unik=("kode",),
        ),
    }
)
OBJEK = Peta({**SUMBER, "objek": Kamus(Teks(pola=r"\d(\.\d){2}\.(\d\d|90-99)", contoh="4.1.1.01"), Teks())})
TAMBAHAN = Peta(
    {
        **SUMBER,
        "terlihat": Daftar(
            Peta(
                {"di": Teks(), "sejak": Tanggal()},
                opsional={
                    "kegiatan": Kamus(Teks(pola=r"\d\.\d\.\d\d", contoh="1.1.08"), Teks()),
                    "jenis": Kamus(Teks(pola=r"\d(\.\d){2}", contoh="6.2.3"), Teks()),
                    "objek": Kamus(Teks(pola=r"\d(\.\d){2}\.\d\d", contoh="5.2.2.06"), Teks()),
                },
            )
        ),
    }
)
KATA = Peta(
    {
        **SUMBER,
        "kata": Daftar(
            Peta(
                {
                    "kata": Daftar(Teks()),
                    "kode": Daftar(Teks(pola=r"\d\.\d(\.\d)?\.\d\d", contoh="5.3.00")),
                }
            )
        ),
    }
)
