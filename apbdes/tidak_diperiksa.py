"""What the rules do not judge, so that nobody takes a verdict for more than it is: on the page and in the annex.

What the evaluator has to look at; the place is where a regulation says it.
"""

from typing import NamedTuple


class TidakDiperiksa(NamedTuple):
    perkara: str
    dasar: str


KAYONG = "Perbup Kayong Utara 66/2023"
TIDAK_DIPERIKSA = (
    TidakDiperiksa(
        "Penggunaan SiLPA: hanya menutup defisit, kegiatan lanjutan, dan kewajiban yang belum selesai.",
        f"{KAYONG} Lampiran I BAB III.1.C",
    ),
    TidakDiperiksa(
        "Penghasilan perangkat berstatus Plt.: hanya penghasilan jabatan definitifnya.",
        f"{KAYONG} Lampiran I BAB VII angka 10",
    ),
    TidakDiperiksa(
        "Rincian operasional RT: APB Desa memuat jumlahnya saja, rinciannya dalam RAB menurut keputusan kepala desa.",
        f"{KAYONG} Lampiran I BAB III.1.B",
    ),
    TidakDiperiksa(
        "Konsultan perencana hanya bagi pekerjaan berisiko tinggi, dianggarkan setahun sebelum pekerjaannya.",
        f"{KAYONG} Lampiran I BAB III.1.B angka 2",
    ),
    TidakDiperiksa(
        "Bantuan barang kepada lembaga dan perorangan: tujuannya.", f"{KAYONG} Lampiran I BAB III.1.B angka 3"
    ),
    TidakDiperiksa("Isi RKP Desa, daftar kewenangan, dan dokumen pendamping lain.", "Permendagri 20/2018 Pasal 34"),
)


def tidak_diperiksa_beku() -> list[dict[str, str]]:
    return [t._asdict() for t in TIDAK_DIPERIKSA]
