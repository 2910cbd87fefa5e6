"""Forming a team, and the decree that forms it. Lampiran IV, Format I."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction

from akun.models import Pengguna
from dasar.basi import PUTUSKAN_LAGI, SIMPAN_LAGI, Basi
from dasar.waktu import hari_ini
from evaluasi.acuan.naskah import BELUM_DIISI, sk_bawaan
from evaluasi.enums import StatusEvaluasi
from evaluasi.models import AnggotaTim, TimEvaluasi
from evaluasi.naskah import SK_TIM
from evaluasi.reports.sk import sk_isi
from evaluasi.syarat import kekurangan_susunan
from naskah.daftar import isikan
from naskah.enums.naskah import StatusNaskah
from naskah.enums.tata import BagianDaftar
from naskah.models import DaftarNaskah, Naskah
from naskah.services.naskah import naskah_ajukan, naskah_perbarui, naskah_siapkan
from naskah.tata import isian

BAGIAN = ("menimbang", "mengingat", "menetapkan")
SEBUTAN = {"menimbang": "Menimbang", "mengingat": "Mengingat", "menetapkan": "Menetapkan"}


@dataclass(frozen=True)
class IsiAnggota:
    """One member as the form says it; without an account the name is typed."""

    jabatan_tim: str
    nama: str
    nip: str = ""
    jabatan: str = ""
    pengguna: Pengguna | None = None


@transaction.atomic
def tim_simpan(*, tim: TimEvaluasi, anggota: Sequence[IsiAnggota], oleh: Pengguna, versi: int = 0) -> TimEvaluasi:
    """Store a team and its members in this order; a decree that waits for the camat is rewritten with it.

    Raises ValidationError: another save came in between (`Basi`), the decree has its number, or the members
    do not make a team.
    """
    terkunci = _kunci(tim, oleh, versi) if tim.pk else None
    if not oleh.has_perm("evaluasi.kelola_tim", tim):
        raise PermissionDenied("Tim evaluasi dibentuk oleh verifikator kecamatan yang bersangkutan.")
    _periksa_anggota(tim, anggota)
    if terkunci is None:
        tim.dibuat_oleh = oleh
    else:
        tim.sk = terkunci.sk
    tim.versi = (terkunci.versi if terkunci else 0) + 1
    tim.diubah_oleh = oleh
    bawaan = sk_bawaan(tim)
    if terkunci is None:
        for bagian in BAGIAN:
            setattr(
                tim, bagian, _daftar_kantor(tim, bagian) or _terakhir(tim, bagian) or [b.teks for b in bawaan[bagian]]
            )
    elif terkunci.nama != tim.nama or terkunci.tahun != tim.tahun or terkunci.desa_id != tim.desa_id:
        # What the office did not write itself follows the team's new name.
        lama = sk_bawaan(terkunci)
        for bagian in BAGIAN:
            if getattr(terkunci, bagian) == [b.teks for b in lama[bagian]]:
                setattr(tim, bagian, [b.teks for b in bawaan[bagian]])
    tim.save()
    tim.anggota.all().delete()
    AnggotaTim.objects.bulk_create(
        AnggotaTim(
            tim=tim,
            urut=urut,
            jabatan_tim=a.jabatan_tim,
            nama=a.nama,
            nip=a.nip,
            jabatan=a.jabatan,
            pengguna=a.pengguna,
        )
        for urut, a in enumerate(anggota, 1)
    )
    _sk_ikuti(tim, oleh)
    return tim


@transaction.atomic
def sk_tulis(
    *, tim: TimEvaluasi, menimbang: list[str], mengingat: list[str], menetapkan: list[str], oleh: Pengguna, versi: int
) -> TimEvaluasi:
    """Write the wording of the decree. Raises ValidationError as `tim_simpan`."""
    terkunci = _kunci(tim, oleh, versi)
    terkunci.menimbang, terkunci.mengingat, terkunci.menetapkan = menimbang, mengingat, menetapkan
    terkunci.versi += 1
    terkunci.diubah_oleh = oleh
    terkunci.save()
    _sk_ikuti(terkunci, oleh)
    return terkunci


def kekurangan_sk(tim: TimEvaluasi) -> list[str]:
    """What stands between a team and its decree."""
    kalimat = kekurangan_susunan(tim)
    for bagian in BAGIAN:
        butir = getattr(tim, bagian)
        if not butir:
            kalimat.append(f"{SEBUTAN[bagian]} belum diisi.")
        kalimat += [
            f"{SEBUTAN[bagian]} butir {n} masih memuat isian “{BELUM_DIISI}”: lengkapi atau hapus butirnya."
            for n, teks in enumerate(butir, 1)
            if BELUM_DIISI in teks
        ]
    return kalimat


@transaction.atomic
def sk_ajukan(*, tim: TimEvaluasi, oleh: Pengguna, versi: int | None = None) -> Naskah:
    """Hand the camat's decree in; the number comes with its approval. Raises ValidationError with what is missing,
    `Basi` when the team is not of `versi` any more."""
    terkunci = _kunci(tim, oleh, versi, lanjut=PUTUSKAN_LAGI)
    if not terkunci.dari_camat:
        raise ValidationError("SK tim ini bukan keputusan camat; cetak, lalu catat nomor dan tanggalnya di sini.")
    if kalimat := kekurangan_sk(terkunci):
        raise ValidationError(kalimat)
    tanggal = hari_ini(terkunci.kecamatan)
    isi = sk_isi(terkunci, oleh=oleh, tanggal=tanggal)
    lama = terkunci.sk
    if lama and lama.dapat_diubah:
        naskah = naskah_perbarui(naskah=lama, tanggal=tanggal, perihal=_perihal(terkunci), isi=isi, oleh=oleh)
        return naskah if naskah.status == StatusNaskah.DIAJUKAN else naskah_ajukan(naskah=naskah, oleh=oleh)
    naskah = naskah_siapkan(
        jenis=SK_TIM.kode,
        kecamatan=terkunci.kecamatan,
        desa=terkunci.desa,
        tanggal=tanggal,
        perihal=_perihal(terkunci),
        isi=isi,
        oleh=oleh,
    )
    terkunci.sk = naskah_ajukan(naskah=naskah, oleh=oleh)
    terkunci.save(update_fields=["sk"])
    return terkunci.sk


@transaction.atomic
def sk_catat(*, tim: TimEvaluasi, nomor: str, tanggal: date | None, oleh: Pengguna) -> TimEvaluasi:
    """Record number and date of a decree that a kepala desa or BPD issued; both empty takes the record back.

    Raises ValidationError when it is the camat's own, or when an evaluation already rests on it.
    """
    terkunci = TimEvaluasi.objects.select_for_update(of=("self",), no_key=True).get(pk=tim.pk)
    if not oleh.has_perm("evaluasi.kelola_tim", terkunci):
        raise PermissionDenied("SK tim dicatat oleh verifikator kecamatan yang bersangkutan.")
    if terkunci.dari_camat:
        raise ValidationError("SK camat bernomor di sini setelah disetujui camat; tidak perlu dicatat.")
    if (terkunci.sk_nomor, terkunci.sk_tanggal) == (nomor, tanggal):
        return terkunci
    if terkunci.evaluasi.exclude(status__in=[StatusEvaluasi.RENCANA, StatusEvaluasi.DIBATALKAN]).exists():
        raise ValidationError("Evaluasi dengan tim ini sudah dibuka, jadi catatan SK-nya tidak dapat diubah lagi.")
    if not nomor and tanggal is None:
        pass
    elif kalimat := kekurangan_susunan(terkunci):
        raise ValidationError(kalimat)
    terkunci.sk_nomor, terkunci.sk_tanggal = nomor, tanggal
    terkunci.versi += 1
    terkunci.diubah_oleh = oleh
    terkunci.save()
    return terkunci


def _kunci(tim: TimEvaluasi, oleh: Pengguna, versi: int | None, *, lanjut: str = SIMPAN_LAGI) -> TimEvaluasi:
    terkunci = (
        TimEvaluasi.objects.select_for_update(of=("self",), no_key=True)
        .select_related("kecamatan__kabupaten", "desa__kecamatan", "sk", "diubah_oleh")
        .get(pk=tim.pk)
    )
    if not oleh.has_perm("evaluasi.kelola_tim", terkunci):
        raise PermissionDenied("Tim evaluasi dibentuk oleh verifikator kecamatan yang bersangkutan.")
    if terkunci.bernomor:
        raise ValidationError(
            f"SK tim ini sudah bernomor ({terkunci.nomor_sk}), jadi susunan dan bunyinya tidak berubah lagi. "
            "Bentuk tim baru bila susunannya berganti."
        )
    if terkunci.evaluasi.exclude(status__in=[StatusEvaluasi.RENCANA, StatusEvaluasi.DIBATALKAN]).exists():
        raise ValidationError("Evaluasi dengan tim ini sudah dibuka, jadi timnya tidak berubah lagi.")
    if versi is not None and versi != terkunci.versi:
        raise Basi("Tim", terkunci.diubah_oleh, tersimpan=terkunci, lanjut=lanjut)
    return terkunci


def _periksa_anggota(tim: TimEvaluasi, anggota: Sequence[IsiAnggota]) -> None:
    kalimat = []
    for jabatan in ("ketua", "sekretaris"):
        if sum(a.jabatan_tim == jabatan for a in anggota) > 1:
            kalimat.append(f"Tim hanya mempunyai satu {jabatan}.")
    for jabatan, sebutan in (("ketua", "ketua"), ("sekretaris", "sekretaris"), ("anggota", "anggota")):
        if not any(a.jabatan_tim == jabatan for a in anggota):
            kalimat.append(f"Tim memerlukan {'sedikitnya satu ' if jabatan == 'anggota' else 'seorang '}{sebutan}.")
    akun = [a.pengguna.pk for a in anggota if a.pengguna]
    if len(akun) != len(set(akun)):
        kalimat.append("Satu akun dipilih untuk dua anggota.")
    if tim.desa and tim.desa.kecamatan_id != tim.kecamatan_id:
        kalimat.append(f"{tim.desa} tidak berada di {tim.kecamatan}.")
    if kalimat:
        raise ValidationError(kalimat)


def _daftar_kantor(tim: TimEvaluasi, bagian: str) -> list[str]:
    """The list that this kecamatan keeps for its own decrees, where it keeps one."""
    if bagian != BagianDaftar.MENGINGAT or not tim.dari_camat:
        return []
    milik = DaftarNaskah.objects.filter(kecamatan=tim.kecamatan, jenis=SK_TIM.kode, bagian=bagian).first()
    return isikan(milik.butir, tahun=tim.tahun, **isian(tim.kecamatan, tim.desa)) if milik else []


def _terakhir(tim: TimEvaluasi, bagian: str) -> list[str]:
    """The regulations that this office cited last for the same issuer; the other parts name the team itself.

    What was issued for one budget year only is left open again in another.
    """
    if bagian != "mengingat":
        return []
    lama = TimEvaluasi.objects.filter(kecamatan=tim.kecamatan, penerbit=tim.penerbit, desa=tim.desa).first()
    if lama is None:
        return []
    if lama.tahun == tim.tahun:
        return list(lama.mengingat)
    anggaran = f"Tahun Anggaran {lama.tahun}"
    return [
        re.sub(r"(Nomor|Tahun) [\w./-]*\d[\w./-]*(?= |\))", rf"\1 {BELUM_DIISI}", t).replace(
            f"Tahun Anggaran {BELUM_DIISI}", f"Tahun Anggaran {tim.tahun}"
        )
        if anggaran in t
        else t
        for t in lama.mengingat
    ]


def _sk_ikuti(tim: TimEvaluasi, oleh: Pengguna) -> None:
    """What waits for the camat says what the team is now; it is history, so nobody approves what was not read."""
    if tim.sk and tim.sk.dapat_diubah and tim.sk.status != StatusNaskah.DIBATALKAN:
        tanggal = hari_ini(tim.kecamatan)
        isi = sk_isi(tim, oleh=oleh, tanggal=tanggal)
        naskah_perbarui(naskah=tim.sk, tanggal=tanggal, perihal=_perihal(tim), isi=isi, oleh=oleh)


def _perihal(tim: TimEvaluasi) -> str:
    return f"Pembentukan {tim.nama}"[:250]
