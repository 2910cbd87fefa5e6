"""One person, one identity: which account an official has, and by which name an account is known."""

from datetime import date
from typing import Any

from django.db.models import Q, QuerySet

from akun.enums import Peran
from akun.models import AkunPejabat, Pengguna, Penugasan
from dasar.nama import akhiri, nama_sama, sambung
from dasar.waktu import hari_ini
from desa.enums import JabatanPerangkat
from desa.kenali import jabatan_baca
from desa.models import AnggotaBPD, Desa, Pejabat, Perangkat

PERAN_JABATAN = {
    JabatanPerangkat.KEPALA_DESA: Peran.KEPALA_DESA,
    JabatanPerangkat.SEKRETARIS_DESA: Peran.SEKRETARIS_DESA,
    JabatanPerangkat.KAUR_KEUANGAN: Peran.PENYUSUN_DESA,
    JabatanPerangkat.KAUR_PERENCANAAN: Peran.PENYUSUN_DESA,
    JabatanPerangkat.KASI_PEMERINTAHAN: Peran.PENYUSUN_DESA,
    JabatanPerangkat.KASI_KESEJAHTERAAN: Peran.PENYUSUN_DESA,
    JabatanPerangkat.KASI_PELAYANAN: Peran.PENYUSUN_DESA,
}
BERAKUN = "kepala desa, sekretaris desa, kaur keuangan, kaur perencanaan, dan kasi"


def jabatan_tugas(penugasan: Penugasan) -> JabatanPerangkat | None:
    """Which post of the village's register this assignment is. A role that several posts have is told by its words:
    'Kaur Keuangan Desa Putat Basiun'."""
    pos = [j for j, peran in PERAN_JABATAN.items() if peran == penugasan.peran]
    if len(pos) < 2:
        return pos[0] if pos else None
    tertulis = penugasan.jabatan.lower()
    terbaca = jabatan_baca(penugasan.jabatan)[0]
    return next((j for j in pos if tertulis.startswith(j.label.lower())), None) or next(
        (j for j in pos if j.label == terbaca), None
    )


def tautan_pejabat(pejabat: Pejabat) -> AkunPejabat | None:
    kolom = "perangkat" if isinstance(pejabat, Perangkat) else "bpd"
    return AkunPejabat.objects.filter(**{kolom: pejabat.pk}).select_related("pengguna").first()


def akun_peran_desa(desa: Desa, peran: str, pada: date) -> list[Penugasan]:
    """The active accounts that hold this role over this very village on a day, one assignment each."""
    semua = (
        Penugasan.objects.aktif(pada)
        .filter(peran=peran, desa=desa, pengguna__is_active=True)
        .select_related("pengguna", "desa")
        .order_by("-mulai", "-pk")
    )
    return list({p.pengguna_id: p for p in reversed(semua)}.values())[::-1]


def calon_akun(pejabat: Pejabat) -> "QuerySet[Pengguna]":
    """The accounts that can be this official's: active, and with an assignment over the village, of any time."""
    desa = Q(penugasan__desa=pejabat.desa_id, penugasan__ditahan=None)
    return Pengguna.objects.filter(desa, is_active=True).order_by("nama", "pk").distinct()


def akun_cocok(pejabat: Pejabat) -> list[Pengguna]:
    """Those of `calon_akun` who bear this official's name: one is a proposal, two are a person with two accounts."""
    return [a for a in calon_akun(pejabat) if nama_sama(a.nama, pejabat.nama)]


def nama_resmi(pengguna: Pengguna) -> list[str]:
    """By which names an account is known: those of the linked officials, newest first; without a link its own."""
    tautan = pengguna.jabatan_desa.select_related("perangkat", "bpd").order_by("-pk")
    return [t.pejabat.nama for t in tautan] or [pengguna.nama]


def orang_yang_sama(pengguna: Pengguna, nama: str) -> bool:
    return any(nama_sama(n, nama) for n in nama_resmi(pengguna))


def nama_bukan_pemilik(pengguna: Pengguna | None, nama: str) -> str:
    """For a form in which an account is chosen and a name typed beside it: what is wrong with the two, or ''."""
    if pengguna is None or not nama or orang_yang_sama(pengguna, nama):
        return ""
    return f"Akun yang dipilih milik {nama_resmi(pengguna)[0]}, bukan {nama}: kosongkan nama ini, atau pilih akun lain."


def akun_ganda(pengguna: Pengguna) -> list[Pengguna]:
    """Other active accounts of the same person: the same NIP, or the same name with a task in the same place."""
    tugas = pengguna.penugasan_aktif
    setempat = Q(penugasan__desa__in=[p.desa_id for p in tugas if p.desa_id]) | Q(
        penugasan__kecamatan__in=[p.kecamatan_id for p in tugas if p.kecamatan_id]
    )
    lain = Pengguna.objects.filter(is_active=True).exclude(pk=pengguna.pk)
    senip = list(lain.filter(nip=pengguna.nip)) if pengguna.nip else []
    berlaku = Penugasan.objects.aktif().values("pk")
    senama = [
        a for a in lain.filter(setempat, penugasan__in=berlaku).distinct() if nama_sama(a.nama, nama_resmi(pengguna)[0])
    ]
    return list({a.pk: a for a in [*senip, *senama]}.values())


def ikuti_pejabat(pejabat: object, berubah: list[str]) -> None:
    """One record of a village official: the account is called what the official is called, and has that number."""
    kolom = [k for k in ("nama", "nip", "pangkat") if k in berubah and hasattr(pejabat, k)]
    if kolom and isinstance(pejabat, Perangkat | AnggotaBPD) and (tautan := tautan_pejabat(pejabat)):
        for k in kolom:
            setattr(tautan.pengguna, k, getattr(pejabat, k))
        tautan.pengguna.versi += 1
        tautan.pengguna.save(update_fields=[*kolom, "versi"])


def kalimat_ganda(pengguna: Pengguna) -> list[str]:
    """A sentence for whoever meets a person with two accounts."""
    if not (lain := akun_ganda(pengguna)):
        return []
    akun = ", ".join(a.username for a in lain)
    return [
        f"{pengguna.nama} tampaknya mempunyai lebih dari satu akun: {pengguna.username}, {akun}. Pakailah satu saja: "
        "mintalah admin memindahkan penugasannya ke satu akun dan menonaktifkan yang lain."
    ]


def pilihan_akun(pejabat: Pejabat) -> tuple["QuerySet[Pengguna]", list[str]]:
    """The accounts to choose from, and what is to be said about them."""
    tautan = tautan_pejabat(pejabat)
    calon = calon_akun(pejabat)
    if tautan:
        calon = Pengguna.objects.filter(Q(pk__in=calon.values("pk")) | Q(pk=tautan.pengguna_id)).order_by("nama", "pk")
    cocok = akun_cocok(pejabat)
    kalimat = []
    if len(cocok) > 1:
        akun = ", ".join(a.username for a in cocok)
        kalimat.append(
            f"{len(cocok)} akun bernama {pejabat.nama}: {akun}. Tautkan yang dipakai, dan mintalah admin "
            "menonaktifkan yang lain."
        )
    if tautan and not tautan.pengguna.is_active:
        kalimat.append(f"Akun {tautan.pengguna.username} yang tertaut sudah tidak aktif.")
    elif tautan and not nama_sama(tautan.pengguna.nama, pejabat.nama):
        kalimat.append(
            f"Nama pada akun {tautan.pengguna.username} ({tautan.pengguna.nama}) berbeda dari nama tercatat. Yang "
            "dicetak pada naskah dan sertifikat adalah nama tercatat."
        )
    pos: Any = getattr(pejabat, "jabatan", "")
    peran = PERAN_JABATAN.get(pos)
    bertugas = akun_peran_desa(pejabat.desa, peran, hari_ini(pejabat.desa)) if peran else []
    if tautan and peran and all(p.pengguna_id != tautan.pengguna_id for p in bertugas):
        jabatan = sambung(pejabat.desa.jabatan_perangkat(pos), str(pejabat.desa))
        kalimat.append(
            f"Akun {tautan.pengguna.username} hari ini tidak bertugas sebagai {akhiri(jabatan)} Mintalah admin "
            "memeriksa penugasannya."
        )
    return calon, kalimat
