"""Reminding of findings, step by step: one task per kecamatan, one notice per person, village and step.

The rows of `KabarTemuan` say what was spoken of; the kecamatan's row is the lock, so two who run at once speak once.
"""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta

from celery import shared_task
from django.db import transaction
from django.urls import reverse
from django.utils.formats import date_format

from akun.enums import DESA, Peran
from akun.models import Pengguna, Penugasan
from akun.pejabat import jabatan_tugas
from akun.queries import pemegang_peran_kecamatan
from dasar.nama import nama_sama
from dasar.sapu import satu_satu
from dasar.waktu import hari_ini
from desa.hari_kerja import hari_kerja
from desa.kenali import STATUS
from desa.models import Desa, Kecamatan
from notifikasi.enums import Golongan
from notifikasi.services import beritahu, selesaikan
from tindaklanjut.enums import BERJALAN, StatusTemuan
from tindaklanjut.jenjang import JENJANG, KANTOR, Langkah, langkah_pada, selisih_hari
from tindaklanjut.models import KabarTemuan, Pengingat, Temuan

SEKITAR = timedelta(days=60)  # calendar days in which the working days of every step lie
DISEBUT = 15  # findings named in one notice; the list that it leads to has them all


@dataclass
class _Orang:
    """Who works for the villages of a kecamatan, and in its office; read once for all of them."""

    desa: dict[int, list[Penugasan]]
    kantor: dict[str, list[Pengguna]]

    def pemegang(self, temuan: Temuan, peran: Peran | None) -> list[Pengguna]:
        if peran in self.kantor:
            return self.kantor[peran]
        tugas = self.desa.get(temuan.desa_id, [])
        if peran is not None:
            return [p.pengguna for p in tugas if p.peran == peran]
        return [p.pengguna for p in tugas if _menanggung(p, temuan)] or self.pemegang(temuan, Peran.SEKRETARIS_DESA)


def kecamatan_bertemuan() -> list[int]:
    """The kecamatan in which something is still to be mended. Each is a task of its own: there may be thousands."""
    return list(Temuan.objects.belum_selesai().order_by().values_list("desa__kecamatan", flat=True).distinct())


@shared_task(name="tindaklanjut.temuan_ingatkan_kecamatan", judul="Pengingat temuan")
def temuan_ingatkan_kecamatan(kecamatan_id: int) -> None:
    """Safe to run again, also at the same time."""
    ingatkan_kecamatan(kecamatan_id=kecamatan_id)


@transaction.atomic
def ingatkan_kecamatan(*, kecamatan_id: int, pada: date | None = None) -> int:
    """Speak of every step that has begun and was not spoken of. Returns how many notices' matters there were.

    Reads the findings and the people of the kecamatan once each, whatever their number.
    """
    kecamatan = _kunci(kecamatan_id)
    hari = pada or hari_ini(kecamatan)
    kerja = list(hari_kerja(hari - SEKITAR, hari + SEKITAR, kecamatan.kabupaten))
    terbuka = Temuan.objects.belum_selesai().filter(desa__kecamatan=kecamatan, batas_waktu__lte=hari + SEKITAR)
    kabar = KabarTemuan.objects.filter(temuan__in=terbuka.values("pk")).order_by("jenjang")
    sudah = {(t, batas): jenjang for t, batas, jenjang in kabar.values_list("temuan", "batas", "jenjang")}
    orang = _orang(kecamatan, hari)
    perkara: dict[tuple[Desa, Langkah, tuple[int, ...]], list[Temuan]] = defaultdict(list)
    penerima: dict[int, Pengguna] = {}
    for t in terbuka.select_related("desa__kecamatan").order_by("batas_waktu", "pk"):
        langkah = langkah_pada(selisih_hari(t.batas_waktu, hari, kerja), dijawab=t.status == StatusTemuan.DIJAWAB)
        if langkah is None or sudah.get((t.pk, t.batas_waktu), 0) >= langkah.jenjang:
            continue
        siapa = {p.pk: p for p in _penerima(orang, t, langkah)}
        if siapa:  # otherwise told when there is somebody to tell
            penerima |= siapa
            perkara[t.desa, langkah, tuple(sorted(siapa))].append(t)

    def kabari(p: tuple[tuple[Desa, Langkah, tuple[int, ...]], list[Temuan]]) -> None:
        (desa, langkah, siapa), daftar = p
        _kabari(desa=desa, langkah=langkah, penerima=[penerima[n] for n in siapa], temuan=daftar, hari=hari)

    satu_satu(perkara.items(), kabari)
    return len(perkara)


def _kunci(kecamatan_id: int) -> Kecamatan:
    """Who only writes a row that points to the kecamatan does not wait for this."""
    semua = Kecamatan.objects.select_for_update(of=("self",), no_key=True).select_related("kabupaten")
    return semua.get(pk=kecamatan_id)


def _penerima(orang: _Orang, temuan: Temuan, langkah: Langkah) -> list[Pengguna]:
    """Whoever the step names; where nobody holds that post, the next one up, then down: somebody has to know. Of an
    answer that waits to be judged that is somebody of the office."""
    jenjang = [k for k in JENJANG if temuan.status != StatusTemuan.DIJAWAB or k.jenjang in KANTOR]
    ke_atas = [k for k in jenjang if k.jenjang >= langkah.jenjang]
    ke_bawah = [k for k in reversed(jenjang) if k.jenjang < langkah.jenjang]
    return next((siapa for k in [*ke_atas, *ke_bawah] if (siapa := orang.pemegang(temuan, k.peran))), [])


def _menanggung(tugas: Penugasan, temuan: Temuan) -> bool:
    """The person responsible is named by post, however it is held, or by name; this is that person's account."""
    teks = temuan.penanggung_jawab.strip()
    dipegang = STATUS.match(teks)
    tertulis = teks[dipegang.end() if dipegang else 0 :].lower()
    jabatan = jabatan_tugas(tugas)
    sebutan = [str(jabatan.label)] if jabatan else []
    if tugas.peran == Peran.KEPALA_DESA:
        sebutan.append(temuan.desa.jabatan_kepala)
    if tugas.peran == Peran.SEKRETARIS_DESA:
        sebutan.append(temuan.desa.jabatan_sekretaris)
    return any(tertulis.startswith(s.lower()) for s in sebutan) or nama_sama(
        tugas.pengguna.nama, temuan.penanggung_jawab
    )


def _orang(kecamatan: Kecamatan, hari: date) -> _Orang:
    desa: dict[int, list[Penugasan]] = defaultdict(list)
    tugas = Penugasan.objects.aktif(hari).filter(peran__in=DESA, desa__kecamatan=kecamatan, pengguna__is_active=True)
    for p in tugas.select_related("pengguna", "desa").order_by("pk"):
        if p.desa_id:
            desa[p.desa_id].append(p)
    kantor = {peran: list(pemegang_peran_kecamatan(kecamatan, peran)) for peran in (Peran.VERIFIKATOR, Peran.CAMAT)}
    return _Orang(desa, {str(p): semua for p, semua in kantor.items()})


def _kabari(*, desa: Desa, langkah: Langkah, penerima: Iterable[Pengguna], temuan: list[Temuan], hari: date) -> None:
    pengingat = Pengingat.objects.create(desa=desa, jenjang=langkah.jenjang, tanggal=hari)
    KabarTemuan.objects.bulk_create(
        KabarTemuan(pengingat=pengingat, temuan=t, batas=t.batas_waktu, jenjang=langkah.jenjang) for t in temuan
    )
    baris = [f"{date_format(t.batas_waktu, 'j F Y')}: {t} ({t.penanggung_jawab})" for t in temuan[:DISEBUT]]
    if len(temuan) > DISEBUT:
        baris.append(f"dan {len(temuan) - DISEBUT} temuan lain")
    beritahu(
        penerima,
        judul=f"{len(temuan)} temuan {desa} {langkah.keadaan}",
        isi="\n".join(baris),
        tautan=pengingat_tautan(pengingat.pk),
        golongan=Golongan.TENGGAT,
    )


def pengingat_tautan(pk: int) -> str:
    """The list of just the findings that a reminder names."""
    return f"{reverse('tindaklanjut:temuan-daftar')}?pengingat={pk}"


def pengingat_bereskan(temuan: Iterable[Temuan]) -> None:
    """Reminders all of whose findings are settled leave the unread by themselves; called where findings are settled."""
    kabar = KabarTemuan.objects.filter(temuan__in=[t.pk for t in temuan])
    # Of two who settle the last two findings of one reminder at once, the second one sees what the first has settled.
    kunci = Pengingat.objects.select_for_update(no_key=True).filter(pk__in=kabar.values("pengingat")).order_by("pk")
    pengingat = list(kunci.values_list("pk", flat=True))
    semua = KabarTemuan.objects.filter(pengingat__in=pengingat)
    berjalan = set(semua.filter(temuan__status__in=BERJALAN).values_list("pengingat", flat=True))
    for pk in [n for n in pengingat if n not in berjalan]:
        kalimat = "Semua temuan yang disebut di sini sudah selesai."
        selesaikan(pengingat_tautan(pk), kalimat=kalimat, oleh=None, golongan=Golongan.TENGGAT)


def pengingat_ulangi(temuan: Iterable[Temuan]) -> None:
    """What was spoken of these is forgotten: they were thought settled meanwhile, and are to be mended after all."""
    KabarTemuan.objects.filter(temuan__in=[t.pk for t in temuan]).delete()
