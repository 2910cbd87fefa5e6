"""Two roles × two regions: whoever holds both sees of each region exactly what that role gives, no more, no less.

Everything is compared with two other people who hold one of the two roles each.
"""

import re
import uuid
from contextlib import suppress
from dataclasses import replace
from datetime import date, timedelta
from html import unescape
from itertools import product
from urllib.parse import urlsplit

import pytest
from django.db.models import CharField, F, Model, UUIDField, Value
from django.db.models.functions import Concat
from django.test import Client
from django.urls import NoReverseMatch, Resolver404, resolve, reverse

from akun.enums import Peran
from akun.kebijakan import boleh_membuka
from akun.models import Penugasan
from akun.tests.factories import PenggunaFactory, pengguna_berperan, tugaskan
from apbdes.models import Apbdes, KegiatanTambahan, PerangkatAturan, RekeningTambahan, VersiApbdes
from berkas.models import Berkas
from config.kebijakan import KEBIJAKAN
from config.tests.dunia import wilayah_buat
from config.tests.jawaban import PENOLAKAN, orang_dibaca_sekali, tanpa_digambar
from dasar.acara import Rentang, acara_antara
from dasbor.pencarian import SUMBER, cari_semua
from dasbor.queries import kotak_hari_ini
from desa.models import Bawaan, Desa, HariLibur, Kecamatan, Perangkat
from evaluasi.models import Evaluasi, FormulirEvaluasi, TimEvaluasi
from kapasitas.models import Pelatihan, Penilaian
from kewajiban.models import Kejadian, Pemenuhan
from klinik.models import Artikel, Pertanyaan, Topik
from laporan.models import Laporan
from monitoring.models import FormulirMonitoring, Monitoring
from naskah.models import Kiriman, Naskah, NomorTerpakai
from pembaruan.models import Usulan
from pendamping.models import Lembar, Penempatan
from perjalanan.models import Perjalanan
from perut.models import Kunjungan, Musyawarah, Program
from perut.queries import kecamatan_berperut, program_untuk
from perut.tests.factories import KunjunganFactory, ProgramFactory
from serahan.models import Serahan
from tindaklanjut.models import Temuan

BERWILAYAH = [p for p in Peran if p != Peran.ADMIN]
PASANGAN = [(a, b) for a, b in product(BERWILAYAH, BERWILAYAH) if a != b]
# An office role beside a village role, and the two that lead the most apart among office roles.
PASANGAN_HALAMAN = [
    (Peran.SEKRETARIS_DESA, Peran.VERIFIKATOR),
    (Peran.KEPALA_DESA, Peran.CAMAT),
    (Peran.SEKRETARIS_DESA, Peran.PEMANTAU_KABUPATEN),
    (Peran.PENDAMPING, Peran.VERIFIKATOR),
    (Peran.ADMIN_KABUPATEN, Peran.SEKRETARIS_DESA),
]

# What a person sees of each model, and the permission that says the same of one row.
TABEL = {
    Naskah: "naskah.lihat_naskah",
    Temuan: "tindaklanjut.lihat_temuan",
    Penilaian: "kapasitas.lihat_penilaian",
    Pertanyaan: "klinik.lihat_pertanyaan",
    Artikel: "",
    Usulan: "pembaruan.lihat_usulan",
    Serahan: "serahan.lihat_serahan",
    Berkas: "berkas.lihat_berkas",
    Kunjungan: "perut.lihat_kunjungan",
    Musyawarah: "perut.lihat_musyawarah",
    Monitoring: "monitoring.lihat_monitoring",
    Perjalanan: "perjalanan.lihat_perjalanan",
    Lembar: "pendamping.lihat_lembar",
    Penempatan: "",
    Evaluasi: "evaluasi.lihat_evaluasi",
    TimEvaluasi: "evaluasi.lihat_tim",
    VersiApbdes: "apbdes.lihat_versiapbdes",
    Laporan: "laporan.lihat_laporan",
    Apbdes: "",
    PerangkatAturan: "apbdes.lihat_perangkataturan",
    FormulirMonitoring: "",
    FormulirEvaluasi: "",
}
MASA = Rentang(date(2000, 1, 1), date(2100, 1, 1))


LAIN = {
    "arsip": lambda p: Naskah.objects.untuk(p).arsip(),
    "kotak masuk": lambda p: Kiriman.objects.masuk(p),
    "kalender": lambda p: acara_antara(p, MASA),
    "kalender ponsel": lambda p: acara_antara(p, replace(MASA, milik=True)),
    "program": program_untuk,
    "kecamatan berperut": kecamatan_berperut,
    "desa": lambda p: p.desa_terlihat(),
    "kecamatan": lambda p: p.kecamatan_terlihat(),
}


@pytest.fixture(scope="module")
def tempat_dunia(dunia_bersama):
    def buat():
        tempat = wilayah_buat().pk, wilayah_buat().pk
        # What was approved a moment ago counts as stuck two minutes later, and these tests may take longer.
        baru = Naskah.objects.filter(pdf_galat="").exclude(disetujui=None)
        baru.update(disetujui=F("disetujui") + timedelta(days=1))
        return tempat

    return dunia_bersama(buat)


@pytest.fixture
def dunia(tempat_dunia, db):
    """The two regions, by a desa of each."""
    return tuple(Desa.objects.select_related("kecamatan").get(pk=pk) for pk in tempat_dunia)


def wilayah_dari(dunia) -> set:
    """The regions under test: the villages with what they lie in."""
    return {*dunia, *(d.kecamatan for d in dunia), *(d.kecamatan.kabupaten for d in dunia)}


def berdua(satu, dua):
    """A person who holds what these two hold."""
    orang = PenggunaFactory()
    for tugas in Penugasan.objects.filter(pengguna__in=[satu, dua]):
        tugas.pk, tugas.pengguna = None, orang
        tugas.save(force_insert=True)
    return orang


def setiap_pasangan(dunia, hitung):
    """For every pair of roles what `hitung` says of whoever holds the first in the first region, of whoever holds
    the second in the second, and of whoever holds both."""
    orang = [{p: pengguna_berperan(p, desa) for p in BERWILAYAH} for desa in dunia]
    sendiri = [{p: hitung(o) for p, o in daftar.items()} for daftar in orang]
    for a, b in PASANGAN:
        yield f"{a} + {b}", sendiri[0][a], sendiri[1][b], hitung(berdua(orang[0][a], orang[1][b]))


def baris(daftar) -> set:
    return {a.uid for a in daftar} if isinstance(daftar, list) else set(daftar.values_list("pk", flat=True))


@pytest.mark.parametrize("peran", [*((p,) for p in Peran), *PASANGAN_HALAMAN], ids=" + ".join)
def test_cari_semua_menemukan_yang_ada_di_daftarnya(client, dunia, peran):
    """Of every room that the roles open exactly what its list finds with the same words; of any other nothing."""
    Desa.objects.update(nama=Concat(Value("Kuranji "), "pk", output_field=CharField()))
    orang = PenggunaFactory()
    for satu, desa in zip(peran, dunia, strict=False):
        tugaskan(orang, satu, desa)
    client.force_login(orang)
    sumber = [s for s in SUMBER if boleh_membuka(orang, s.daftar)]
    beda = {}
    with tanpa_digambar(), orang_dibaca_sekali():
        for s in sumber:
            # Of one kecamatan: without a search, and of no rows (kewajiban/tests/test_halaman.py).
            if s.daftar not in ("naskah:nomor-daftar", "kewajiban:daftar"):
                daftar = client.get(reverse(s.daftar), {"cari": "Kuranji"}).context_data["filter"].qs
                if baris(s.cari(orang, "Kuranji")) != baris(daftar):
                    beda[s.daftar] = baris(s.cari(orang, "Kuranji")) ^ baris(daftar)
    assert beda == {}
    assert {k.sumber for k in cari_semua(orang, "Kuranji")} <= set(sumber)
    terlihat = {str(d) for d in orang.desa_tercakup()}
    desa = {str(d) for d in Desa.objects.all()}
    disebut = {b.hasil.desa for k in cari_semua(orang, "Kuranji") for b in k.baris}
    assert disebut & desa <= terlihat and terlihat


def test_baris_yang_terlihat(dunia):
    sumber = {m.__name__: m.objects.untuk for m in TABEL} | LAIN
    salah = []
    for sebutan, satu, dua, keduanya in setiap_pasangan(dunia, lambda o: {n: baris(f(o)) for n, f in sumber.items()}):
        for nama in sumber:
            semestinya = satu[nama] | dua[nama]
            if keduanya[nama] != semestinya:
                lebih, kurang = len(keduanya[nama] - semestinya), len(semestinya - keduanya[nama])
                salah.append(f"{nama}: {sebutan} melihat {lebih} lebih, {kurang} kurang")
    assert salah == []


@pytest.mark.parametrize(("a", "b"), PASANGAN_HALAMAN)
def test_baris_yang_terlihat_adalah_yang_diizinkan(dunia, a, b):
    """The query and the permission are two ways to say one thing."""
    orang = berdua(pengguna_berperan(a, dunia[0]), pengguna_berperan(b, dunia[1]))
    salah = []
    for model, izin in TABEL.items():
        if izin:
            diizinkan = {o.pk for o in model.objects.all() if orang.has_perm(izin, o)}
            if diizinkan != baris(model.objects.untuk(orang)):
                salah.append(model.__name__)
    assert salah == []


def test_kotak_hari_ini(dunia):
    salah = []
    banyak = setiap_pasangan(dunia, lambda o: {k.judul: k.jumlah for k in kotak_hari_ini(o)})
    for sebutan, satu, dua, keduanya in banyak:
        for judul in {*satu, *dua, *keduanya}:
            n1, n2, n = (kotak.get(judul, 0) for kotak in (satu, dua, keduanya))
            if n != n1 + n2:
                salah.append(f"{judul}: {sebutan}: {n1} + {n2}, berdua {n}")
    assert salah == []


# --- pages -------------------------------------------------------------------
def tanpa_objek() -> list[tuple[str, str]]:
    """Every page that is about no one object, with its address."""
    hasil = []
    for nama in KEBIJAKAN:
        if nama.split(":")[0] in {"akun", "dasbor", "notifikasi", "admin", "sehat"} or "verifikasi" in nama:
            continue
        try:
            hasil.append((nama, reverse(nama)))
        except NoReverseMatch:
            continue
    return hasil


def tautan(jawab) -> set[str]:
    """The objects that a page leads to, by links or at once."""
    if not jawab["Content-Type"].startswith("text/html"):
        return set()
    isi = re.search(r"<main.*?</main>", jawab.content.decode(), re.DOTALL)
    hasil = {jalur for jalur, _ in getattr(jawab, "redirect_chain", ())}
    for alamat in re.findall(r'href="([^"#]+)', isi[0] if isi else ""):
        jalur = urlsplit(unescape(alamat)).path
        try:
            cocok = resolve(jalur)
        except Resolver404:
            continue
        if cocok.kwargs and cocok.view_name not in TOMBOL:
            hasil.add(jalur)
    return hasil


def buka(orang) -> Client:
    klien = Client()
    klien.force_login(orang)
    return klien


# A new person of a village is added from a list only when there is but one village to choose from.
TOMBOL = {"desa:perangkat-tambah", "desa:bpd-tambah", "desa:lkd-tambah"}
# These show one kecamatan at a time, and call it so.
BERKECAMATAN = {
    "naskah:agenda": "pk",
    "naskah:nomor-daftar": "pk",
    "berkas:berkas-rekap": "kode",  # leads there
    "kewajiban:tabel": "kode",
    "pendamping:tabel": "kode",
    "pendamping:penempatan-daftar": "kode",
    "kapasitas:ringkas": "kode",
    "kapasitas:sasaran": "kode",
}


def tujuan_setiap_daftar(orang, dunia) -> dict[str, set[str]]:
    """What every page that is about no one object leads this person to, by its address."""
    klien, hasil = buka(orang), {}
    for nama, alamat in tanpa_objek():
        pilih = BERKECAMATAN.get(nama)
        tanya = [f"?kecamatan={getattr(desa.kecamatan, pilih)}" for desa in dunia] if pilih else [""]
        hasil[alamat] = set().union(*(tautan(klien.get(alamat + t, follow=True)) for t in tanya))
    return hasil


@pytest.fixture(scope="module")
def sendirian() -> dict[tuple[str, int], dict[str, set[str]]]:
    """Where whoever holds but one role is led, by role and place in `dunia`: several pairs ask it."""
    return {}


@pytest.mark.parametrize(("a", "b"), PASANGAN_HALAMAN)
@orang_dibaca_sekali()
def test_daftar_di_setiap_ruang(dunia, sendirian, monkeypatch, a, b):
    monkeypatch.setattr("dasar.daftar.BARIS_PER_HALAMAN", 10_000)
    satu, dua = pengguna_berperan(a, dunia[0]), pengguna_berperan(b, dunia[1])
    for kunci, orang in (((a, 0), satu), ((b, 1), dua)):
        if kunci not in sendirian:
            sendirian[kunci] = tujuan_setiap_daftar(orang, dunia)
    salah = []
    for alamat, isi in tujuan_setiap_daftar(berdua(satu, dua), dunia).items():
        semestinya = sendirian[a, 0][alamat] | sendirian[b, 1][alamat]
        if isi != semestinya:
            lebih, kurang = sorted(isi - semestinya), sorted(semestinya - isi)
            salah.append(f"{alamat}: lebih {len(lebih)} {lebih[:3]}, kurang {len(kurang)} {kurang[:3]}")
    assert salah == []


# Whose pages are about one object, by the beginning of their URL name.
OBJEK = {
    "naskah:naskah": Naskah,
    "naskah:nomor": NomorTerpakai,
    "berkas:berkas": Berkas,
    "tindaklanjut:temuan": Temuan,
    "pembaruan:usulan": Usulan,
    "serahan:serahan": Serahan,
    "perjalanan:perjalanan": Perjalanan,
    "perut:kunjungan": Kunjungan,
    "perut:lapangan": Kunjungan,
    "perut:musyawarah": Musyawarah,
    "monitoring:monitoring": Monitoring,
    "monitoring:lapangan": Monitoring,
    "monitoring:laporan": Monitoring,
    "monitoring:formulir": FormulirMonitoring,
    "evaluasi:evaluasi": Evaluasi,
    "evaluasi:laporan": Evaluasi,
    "evaluasi:penilaian": Evaluasi,
    "evaluasi:tim": TimEvaluasi,
    "evaluasi:formulir": FormulirEvaluasi,
    "apbdes:versi": VersiApbdes,
    "apbdes:susun": VersiApbdes,
    "perut:program": Program,
    "laporan:laporan": Laporan,
    "laporan:program": Program,
    "perut:bawaan-kecamatan": Kecamatan,
    "perut:bawaan-tarik": Bawaan,
    "perut:buku": Desa,
    "kapasitas:desa": Desa,
    "kapasitas:pejabat": Perangkat,
    "kapasitas:penilaian": Penilaian,
    "kapasitas:pelatihan": Pelatihan,
    "berkas:berkas-rekap": Desa,
    "kewajiban:desa": Desa,
    "klinik:pertanyaan": Pertanyaan,
    "klinik:artikel": Artikel,
    "klinik:topik": Topik,
    "kewajiban:kejadian-catat": Desa,
    "kewajiban:kejadian-hapus": Kejadian,
    "kewajiban:pemenuhan-hapus": Pemenuhan,
    "pendamping:lembar": Lembar,
    "pendamping:penempatan": Penempatan,
    "desa:desa": Desa,
    "desa:kecamatan": Kecamatan,
    "desa:wilayah": Kecamatan,
    "desa:libur": HariLibur,
    "apbdes:kode-kegiatan": KegiatanTambahan,
    "apbdes:kode-rekening": RekeningTambahan,
    **dict.fromkeys(("desa:perangkat-tambah", "desa:bpd-tambah", "desa:lkd-tambah"), Desa),
    "desa:perangkat": Perangkat,
    "akun:perangkat": Perangkat,
    "dasbor:urutan-desa": Desa,
    "dasbor:sekilas-desa": Desa,
    "dasbor:kunjungan-perintah": Desa,
    "dasbor:median-atur": Kecamatan,
    "dasbor:lokus": Program,
    "apbdes:perangkat": Kecamatan,
    "apbdes:aturan": PerangkatAturan,
}


# They lay out a PDF or a sheet, of an object that is fetched as for its page.
MAHAL = re.compile("pdf|pratinjau|ekspor|xlsx|templat|susun|versi-(isi|banding|evaluasi)")


def dengan_objek(*, mahal: bool = False) -> list[tuple[str, type[Model]]]:
    """Every page that is about one object, with the model of that object: the longest beginning wins."""
    hasil = []
    for nama in KEBIJAKAN:
        awal = max((a for a in OBJEK if nama.startswith(a)), key=len, default="")
        if awal and (mahal or not MAHAL.search(nama)) and berkunci(nama, OBJEK[awal]):
            hasil.append((nama, OBJEK[awal]))
    return hasil


def berkunci(nama: str, model: type[Model]) -> bool:
    """Whether the address names one row, by the kind of key that this model has, and nothing else."""
    with suppress(NoReverseMatch):
        return bool(reverse(nama, args=[uuid.UUID(int=1) if isinstance(model._meta.pk, UUIDField) else 1]))
    return False


@pytest.mark.parametrize(("a", "b"), [PASANGAN_HALAMAN[0], PASANGAN_HALAMAN[-1]])
@orang_dibaca_sekali()
def test_halaman_setiap_objek(dunia, a, b):
    """Opened, or refused (403, 404), exactly as for one of the two who hold but one role. One of a kind is drawn, for
    whoever holds both: of the others only the answer is asked."""
    satu, dua = pengguna_berperan(a, dunia[0]), pengguna_berperan(b, dunia[1])
    klien = [buka(orang) for orang in (satu, dua, berdua(satu, dua))]
    tempat, salah = wilayah_dari(dunia), []
    for nama, model in dengan_objek():
        digambar = False
        for objek in model.objects.order_by("pk"):
            if getattr(objek, "wilayah", dunia[0]) not in tempat:  # a neighbour's: the lists have shown the difference
                continue
            alamat = reverse(nama, args=[objek.pk])
            with tanpa_digambar():
                status = [k.get(alamat).status_code for k in klien[:2]]
            with tanpa_digambar(hanya=None if digambar else PENOLAKAN):
                status.append(klien[2].get(alamat).status_code)
            digambar = digambar or status[2] == 200
            if 405 in status:  # it only takes what is sent
                break
            terbuka = [s not in {403, 404} for s in status]
            if terbuka[2] != (terbuka[0] or terbuka[1]):
                salah.append(f"{nama} {objek.pk}: {terbuka}")
    assert salah == []


@orang_dibaca_sekali()
def test_halaman_setiap_objek_tertutup_bagi_orang_asing(dunia):
    """Somebody with an office and a village role in another kabupaten opens no page about anything here."""
    jauh = wilayah_buat()
    orang = berdua(pengguna_berperan(Peran.VERIFIKATOR, jauh), pengguna_berperan(Peran.SEKRETARIS_DESA, jauh))
    tugaskan(orang, Peran.ADMIN_KABUPATEN, jauh)
    asing = buka(orang)
    tempat, salah, dibuka = wilayah_dari(dunia), [], set()
    for nama, model in dengan_objek(mahal=True):
        for objek in model.objects.order_by("pk"):
            wilayah = objek if model in {Desa, Kecamatan} else getattr(objek, "wilayah", None)
            if wilayah not in tempat:
                continue
            dibuka.add(model)
            with tanpa_digambar():
                status = asing.get(reverse(nama, args=[objek.pk])).status_code
            if status == 405:  # it only takes what is sent
                break
            if status not in {403, 404}:
                salah.append(f"{nama} {objek.pk}: {status}")
    assert salah == []
    assert dibuka == set(OBJEK.values())


@pytest.fixture
def keduanya(dunia):
    """A sekretaris in a village of the first kecamatan, verifikator in the second."""
    return berdua(pengguna_berperan(Peran.SEKRETARIS_DESA, dunia[0]), pengguna_berperan(Peran.VERIFIKATOR, dunia[1]))


def test_peringkat_hanya_memuat_wilayah_kantornya(dunia, keduanya):
    """A ranking is for an office; the village that this person writes for does not take part in it."""
    for alamat in ("evaluasi:peringkat", "evaluasi:banding"):
        konteks = buka(keduanya).get(reverse(alamat)).context
        ikut = {d.kecamatan_id for d in [*konteks["pilihan"].desa, *konteks.get("tanpa", [])]}
        kantor = {dunia[1].kecamatan_id}
        assert ikut == (kantor if alamat == "evaluasi:peringkat" else kantor | {dunia[0].kecamatan_id})


def test_cetakan_kantor_bukan_bagi_desanya(dunia, keduanya):
    klien = buka(keduanya)
    for desa, status in zip(dunia, (404, 200), strict=True):
        monitoring = Monitoring.objects.get(desa=desa, status="selesai")
        alamat = [
            reverse("monitoring:lembar-kosong", args=[monitoring.pk, monitoring.lembar.get().pk]),
            reverse("monitoring:formulir-kosong", args=[desa.kecamatan.formulirmonitoring_set.get(status="terbit").pk]),
            reverse("perut:kunjungan-pratinjau", args=[Kunjungan.objects.get(desa=desa, status="diverifikasi").pk]),
        ]
        assert [klien.get(a).status_code for a in alamat] == [status] * 3


@pytest.mark.parametrize("alamat", ["perut:kunjungan-daftar", "perut:program-daftar"])
def test_pilihan_tahun_hanya_yang_ada_di_daftarnya(dunia, keduanya, alamat):
    """Years of other people's kecamatan are none of the choices."""
    asing = KunjunganFactory(tanggal="2019-03-04")
    ProgramFactory(kecamatan=asing.desa.kecamatan, tahun=2019)
    tahun = [k for k, _ in buka(keduanya).get(reverse(alamat)).context["filter"].form.fields["tahun"].choices]
    assert "2019" not in [str(t) for t in tahun]
    assert len(tahun) > 1
