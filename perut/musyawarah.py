"""What is read of a deliberation: which bodies were there, and whom its list offers."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from akun.enums import KECAMATAN, Peran
from akun.models import Penugasan
from akun.queries import pemegang_peran
from desa.models import Desa
from perut.calon_hadir import pejabat_desa
from perut.enums import UnsurMusyawarah
from perut.models import HadirMusyawarah, Musyawarah
from perut.services.isian import id_baris

DIMINTA = (
    UnsurMusyawarah.KECAMATAN,
    UnsurMusyawarah.PEMERINTAH_DESA,
    UnsurMusyawarah.BPD,
    UnsurMusyawarah.LKD,
    UnsurMusyawarah.PENDAMPING,
)


@dataclass(frozen=True)
class Kehadiran:
    """One body, and how many of it were there. `catatan` says what is not known of it."""

    unsur: str
    banyak: int
    catatan: str = ""

    @property
    def hadir(self) -> bool:
        return self.banyak > 0


def kehadiran_unsur(musyawarah: Musyawarah, hadir: Iterable[HadirMusyawarah]) -> list[Kehadiran]:
    """Every body that is to be there, present or not; of BPD and LKD also whether the village's list knows anybody."""
    hitung = Counter(h.unsur for h in hadir)
    desa = musyawarah.desa
    tanpa = {
        UnsurMusyawarah.BPD: not desa.bpd.exists(),
        UnsurMusyawarah.LKD: not desa.lkd.exists(),
        UnsurMusyawarah.PEMERINTAH_DESA: not desa.perangkat.exists(),
    }
    return [
        Kehadiran(u.label, hitung[u], "datanya belum ada di PERUT" if tanpa.get(u) and not hitung[u] else "")
        for u in DIMINTA
    ]


def calon_hadir(musyawarah: Musyawarah, hadir: list[HadirMusyawarah]) -> list[dict[str, Any]]:
    """The village's people of that day and the office's accounts, in groups, each with whether he is noted already."""
    ada = {h.pk: h for h in hadir}
    sumber_ada = {(s, getattr(h, f"{s}_id")): h for h in hadir for s in ("perangkat", "bpd", "lkd")}
    kelompok = []
    for judul, unsur, anggota in pejabat_desa(musyawarah.desa, musyawarah.tanggal):
        baris = []
        for sumber, o in anggota:
            isi = {"nama": o.nama, "jabatan": o.sebutan[:150], "unsur": str(unsur), "sumber": sumber}
            baris.append(_calon(musyawarah, f"{sumber}/{o.pk}", sumber_ada.get((sumber, o.pk)), isi | {"kunci": o.pk}))
        kelompok.append({"judul": judul, "anggota": baris})
    jabatan = _jabatan(musyawarah.desa)
    baris = []
    for p in pemegang_peran(musyawarah.desa, *KECAMATAN).order_by("nama", "pk"):
        sebutan, peran = jabatan.get(p.pk, ("", ""))
        unsur = UnsurMusyawarah.PENDAMPING if peran == Peran.PENDAMPING else UnsurMusyawarah.KECAMATAN
        isi = {"nama": p.nama, "jabatan": sebutan, "unsur": str(unsur), "sumber": "", "kunci": ""}
        pk = id_baris_musyawarah(musyawarah, f"akun/{p.pk}")
        baris.append(_calon(musyawarah, f"akun/{p.pk}", ada.get(pk), isi))
    kelompok.append({"judul": "Kecamatan dan pendamping", "anggota": baris})
    return [k for k in kelompok if k["anggota"]]


def id_baris_musyawarah(musyawarah: Musyawarah, sumber: str) -> Any:
    return id_baris(musyawarah, "musyawarah", sumber)


def _calon(musyawarah: Musyawarah, sumber: str, hadir: HadirMusyawarah | None, isi: dict[str, Any]) -> dict[str, Any]:
    pk = hadir.pk if hadir else id_baris_musyawarah(musyawarah, sumber)
    return isi | {"id": pk, "versi": hadir.versi if hadir else 0, "hadir": hadir is not None}


def _jabatan(desa: Desa) -> dict[int, tuple[str, str]]:
    tugas = Penugasan.objects.aktif().filter(peran__in=KECAMATAN, kecamatan=desa.kecamatan_id)
    semua = tugas.select_related("kecamatan").order_by("mulai", "pk")
    return {t.pengguna_id: (t.sebutan[:150], t.peran) for t in semua}
