"""What the page in the field shows, read in a fixed number of queries whatever the village's size."""

import json
from collections import defaultdict
from collections.abc import Iterable
from functools import partial
from typing import Any

from django.conf import settings
from django.db import models
from django.db.models import F, Q, Window
from django.db.models.functions import RowNumber

from dasar.simpan import isi_baris
from perut.agenda import agenda_musyawarah
from perut.calon_hadir import SELESAI_DIISI, calon_hadir
from perut.enums import JenisKegiatan, Mutakhir, Unsur
from perut.forms.isian import KunjunganIsiForm
from perut.hadir import POLA_KEPALA_DESA
from perut.models import Buku, Kunjungan, Pemeriksaan
from perut.services.isian import JENIS, id_baris
from perut.syarat import jawaban, temuan_baru, temuan_lalu
from perut.usulan_temuan import batas_mutakhir, batas_usulan, id_temuan, kalimat_cacat, penanggung_jawab
from tindaklanjut.enums import HasilTindakLanjut, Tingkat
from tindaklanjut.models import Temuan
from tindaklanjut.queries import jenis_ditawarkan


def bahan_halaman(kunjungan: Kunjungan) -> dict[str, Any]:
    """Everything the template needs; each row as the texts its inputs hold (`isi`), so what is on the
    page and what the script sends back are the same words."""
    kehadiran = list(kunjungan.kehadiran_set.all())
    pemeriksaan = list(kunjungan.pemeriksaan_set.select_related("buku"))
    foto = _baris(kunjungan, "foto", kunjungan.foto_set.all())
    calon = calon_hadir(kunjungan, kehadiran)
    return {
        "kunjungan": kunjungan,
        "isi": isi_baris(partial(KunjunganIsiForm, tempat=kunjungan), kunjungan),
        "agenda_musyawarah": agenda_musyawarah(kunjungan),
        "orang": calon.kelompok,
        "hadir_lalu": calon,
        "orang_lain": _baris(kunjungan, "kehadiran", [h for h in kehadiran if h.pk not in calon.tercakup]),
        "kegiatan": _baris(kunjungan, "kegiatan", kunjungan.kegiatan_set.all()),
        "kelompok_buku": _buku(kunjungan, pemeriksaan),
        "buku": [(str(p.buku.pk), str(p.buku)) for p in pemeriksaan],
        "temuan_lalu": _temuan_lalu(kunjungan),
        "temuan": _baris(kunjungan, "temuan", temuan_baru(kunjungan)),
        "kesepakatan": _baris(kunjungan, "kesepakatan", kunjungan.kesepakatan_set.all()),
        "foto": foto,
        "foto_maks": settings.FOTO_JUMLAH_MAKS,
        "foto_ukuran_maks": str(settings.FOTO_UKURAN_MAKS),
        "bulan_maks": f"{kunjungan.tanggal:%Y-%m}" if kunjungan.tanggal else "",
        "tanggal_min": f"{kunjungan.tanggal:%Y-%m-%d}" if kunjungan.tanggal else "",
        "pilihan_unsur": Unsur.choices,
        "pola_kepala_desa": POLA_KEPALA_DESA,
        "pilihan_kegiatan": JenisKegiatan.choices,
        "pilihan_hasil": HasilTindakLanjut.choices,
        "pilihan_tingkat": Tingkat.choices,
        "jenis_temuan": jenis_ditawarkan(kunjungan.desa),
        "kalimat_usulan": json.dumps(kalimat_cacat()),
        "batas_usulan": batas_usulan(kunjungan),
        "kosong": {},
    }


def _baris(kunjungan: Kunjungan, jenis: str, objek: Iterable[models.Model]) -> list[dict[str, Any]]:
    form = JENIS[jenis].pembuat_form(kunjungan)
    return [{"id": o.pk, "versi": str(o.versi), "isi": isi_baris(form, o), "objek": o} for o in objek]


def _buku(kunjungan: Kunjungan, pemeriksaan: list[Pemeriksaan]) -> list[dict[str, Any]]:
    terakhir = _pemeriksaan_terakhir(kunjungan)
    kelompok: dict[str, list] = defaultdict(list)
    for baris in _baris(kunjungan, "pemeriksaan", pemeriksaan):
        lama = terakhir.get(baris["objek"].buku.kode)
        isi_lama = isi_baris(JENIS["pemeriksaan"].pembuat_form(kunjungan), lama) if lama else {}
        kelompok[baris["objek"].buku.kelompok].append(
            baris | {"terakhir": lama, "isi_terakhir": isi_lama} | _usulan(kunjungan, baris["objek"].buku)
        )
    lalu = batas_mutakhir(Mutakhir.BULAN_LALU, kunjungan.tanggal)[0] if kunjungan.tanggal else ""
    return [{"nama": nama, "buku": buku, "bulan": lalu} for nama, buku in kelompok.items()]


def _usulan(kunjungan: Kunjungan, buku: Buku) -> dict[str, Any]:
    """What the finding needs that this book proposes."""
    batas, nama = batas_mutakhir(buku.mutakhir, kunjungan.tanggal) if kunjungan.tanggal else ("", "")
    return {
        "temuan": id_temuan(kunjungan, buku.pk),
        "batas": batas,
        "batas_nama": nama,
        "penanggung_jawab": penanggung_jawab(buku.kelompok),
    }


def _pemeriksaan_terakhir(kunjungan: Kunjungan) -> dict[str, Pemeriksaan]:
    """Per code of a book, what the newest earlier visit of this village that was handed in found."""
    sebelum = Q(kunjungan__tanggal__lte=kunjungan.tanggal) if kunjungan.tanggal else Q()
    kode = Buku.objects.filter(instrumen=kunjungan.instrumen_id).values("kode")
    terbaru = (
        Pemeriksaan.objects.filter(
            sebelum,
            kunjungan__desa=kunjungan.desa_id,
            kunjungan__status__in=SELESAI_DIISI,
            buku__kode__in=kode,
            ada__isnull=False,
        )
        .exclude(kunjungan=kunjungan)
        .select_related("kunjungan", "buku")
        .annotate(
            urutan=Window(
                RowNumber(),
                partition_by=[F("buku__kode")],
                order_by=[F("kunjungan__tanggal").desc(), F("kunjungan_id").desc()],
            )
        )
        .filter(urutan=1)
    )
    return {p.buku.kode: p for p in terbaru}


def _temuan_lalu(kunjungan: Kunjungan) -> list[dict[str, Any]]:
    """Every open finding of earlier visits with this visit's answer, and those answered but closed since."""
    jawaban_ini = {j.temuan_id: j for j in jawaban(kunjungan)}
    terbuka = Q(pk__in=temuan_lalu(kunjungan).values("pk")) | Q(pk__in=list(jawaban_ini))
    form = JENIS["tindaklanjut"].pembuat_form(kunjungan)
    hasil = []
    semua = Temuan.objects.filter(terbuka).select_related("desa__kecamatan__kabupaten").bertanda(kunjungan.tanggal)
    for t in semua.prefetch_related("tindak_lanjut").order_by("batas_waktu", "pk"):
        j = jawaban_ini.get(t.pk)
        hasil.append(
            {
                "temuan": t,
                "jawaban_desa": [x for x in t.tindak_lanjut.all() if x.asal_jenis == "desa"][-1:],
                "id": j.pk if j else id_baris(kunjungan, "tindaklanjut", t.pk),
                "versi": str(j.versi if j else 0),
                "isi": isi_baris(form, j) if j else {"temuan": str(t.pk), "hasil": "", "uraian": ""},
                "terlambat": bool(kunjungan.tanggal and t.lewat_batas),
            }
        )
    return hasil
