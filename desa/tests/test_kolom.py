"""A column is declared once: form, list, search, import, export, template and its drop-downs follow."""

import datetime
import io
from dataclasses import replace
from functools import cache
from html import unescape

import pytest
from django.db import models
from django.urls import reverse
from django.utils.html import strip_tags
from openpyxl import Workbook, load_workbook
from openpyxl.utils import range_boundaries

from dasar.induk import tertulis
from dasar.lembar import baca
from desa.ekspor import pejabat_ekspor, templat_pejabat
from desa.filters import saringan_pejabat
from desa.forms import form_pejabat
from desa.models import RiwayatData
from desa.pencarian import kolom_dicari
from desa.resources import pejabat_impor
from desa.tabel import TABEL
from desa.tables import tabel_pejabat
from desa.tests.factories import AnggotaBPDFactory, PengurusLKDFactory, PerangkatFactory

PABRIK = {"perangkat": PerangkatFactory, "bpd": AnggotaBPDFactory, "lkd": PengurusLKDFactory}
SEMUA = [pytest.param(t, k, id=f"{t.kunci}-{k.nama}") for t in TABEL.values() for k in t.kolom]


def tanpa(tabel, kolom):
    """The same declaration before this column was added to it."""
    return replace(tabel, kolom=tuple(k for k in tabel.kolom if k is not kolom))


def lembar_kerja(isi: bytes, urut: int = 0) -> list[list]:
    return [list(b) for b in load_workbook(io.BytesIO(isi)).worksheets[urut].iter_rows(values_only=True)]


def tulis(baris: list[list]) -> bytes:
    buku, keluar = Workbook(), io.BytesIO()
    for b in baris:
        buku.active.append(b)
    buku.save(keluar)
    return keluar.getvalue()


def turun(isi: bytes) -> dict[str, list[str]]:
    """The drop-downs of a template: what is offered under which heading."""
    buku = load_workbook(io.BytesIO(isi))
    lembar, hasil = buku.worksheets[0], {}
    for aturan in lembar.data_validations.dataValidation:
        kolom = range_boundaries(str(aturan.sqref))[0]
        nama, _, sel = aturan.formula1.partition("!")
        hasil[lembar.cell(1, kolom).value] = [b[0].value for b in buku[nama][sel.replace("$", "")]]
    return hasil


def nilai(tabel, nama: str, lain: bool = False):
    """A value that this column may hold, and another one."""
    bidang = tabel.bidang(nama)
    if bidang.choices:
        return bidang.flatchoices[-1 if lain else 0][0]
    if isinstance(bidang, models.BooleanField):
        return not lain
    if isinstance(bidang, models.IntegerField):
        return 3 if lain else 2
    if isinstance(bidang, models.DateField):
        return datetime.date(2031 if nama == "selesai" else 2026, 5, 18 if lain else 17)
    if nama == "nip":  # 18 digits
        return ("2" if lain else "1") * 18
    return f"{'Lain' if lain else 'Isi'} {nama}"


def penuh(tabel, desa):
    """A stored row with every column filled in."""
    isi = {k.nama: nilai(tabel, k.nama) for k in tabel.kolom if k.nama != tabel.induk}
    return PABRIK[tabel.kunci](desa=desa, **isi)


@pytest.mark.parametrize("tabel", TABEL.values(), ids=TABEL)
def test_setiap_isian_model_dinyatakan(tabel):
    isian = {f.name for f in tabel.model._meta.fields if f.editable and not f.primary_key}
    assert {k.nama for k in tabel.kolom} == isian


@pytest.mark.parametrize("tabel", TABEL.values(), ids=TABEL)
def test_orang_dikenali_dari_yang_unik_di_desanya(tabel):
    unik = {frozenset(c.fields) for c in tabel.model._meta.constraints if isinstance(c, models.UniqueConstraint)}
    kunci = {frozenset([tabel.induk, *tabel.alami])}
    assert unik == kunci | ({frozenset([tabel.induk, tabel.nomor_induk])} if tabel.nomor_induk else set())


def tempat(tabel) -> dict[str, set[str]]:
    """What the places that follow a declaration show of it."""
    templat = templat_pejabat(tabel)
    return {
        "isian": set(form_pejabat(tabel).base_fields),
        "daftar": set(tabel_pejabat(tabel)([]).columns.names()),
        "saringan": set(saringan_pejabat(tabel).base_filters),
        "pencarian": set(kolom_dicari(tabel)),
        "templat": set(lembar_kerja(templat)[0]),
        "ekspor": set(lembar_kerja(pejabat_ekspor(tabel, tabel.model._default_manager.none(), "xlsx"))[0]),
        "petunjuk": {b[0] for b in lembar_kerja(templat, 1)},
        "pilihan": set(turun(templat)),
    }


@cache
def tempat_kini(kunci: str) -> dict[str, set[str]]:
    """Of the declarations as they are; many columns are compared with them."""
    return tempat(TABEL[kunci])


@pytest.mark.django_db
@pytest.mark.parametrize(("tabel", "kolom"), [p for p in SEMUA if p.values[1].nama != "desa"])
def test_kolom_baru_diikuti_di_semua_tempat(tabel, kolom, orang):
    dulu, judul, bidang = tanpa(tabel, kolom), kolom.judul_lembar, tabel.bidang(kolom.nama)
    kini, semula = tempat_kini(tabel.kunci), tempat(dulu)
    dipilih = bool(bidang.choices) or isinstance(bidang, models.BooleanField)
    sendiri = kolom.daftar and kolom.daftar != "masa"  # the term is drawn from two columns and always there
    assert {nama: kini[nama] - semula[nama] for nama in kini} == {
        "isian": {kolom.nama},
        "daftar": {kolom.nama} if sendiri else set(),
        "saringan": {kolom.nama} if kolom.saring else set(),
        "pencarian": {kolom.nama} if kolom.cari else set(),
        "templat": {judul},
        "ekspor": {judul},
        "petunjuk": {judul},
        "pilihan": {judul} if dipilih else set(),
    }

    def terima(t) -> list[str]:
        """What the import does not read of a file in which every column stands."""
        kepala = [k.judul_lembar for k in tabel.kolom_lembar]
        dikenal = [k.judul_lembar for k in t.kolom_lembar]
        return baca("a.xlsx", tulis([kepala, ["x"] * len(kepala)]), wajib=t.judul_wajib, dikenal=dikenal).diabaikan

    assert terima(tabel) == []
    assert terima(dulu) == [judul]


@pytest.mark.parametrize(
    ("kunci", "judul"),
    [
        ("perangkat", ["Nama lengkap", "Jabatan", "Desa", "NIAP", "Masa jabatan"]),
        ("bpd", ["Nama lengkap", "Jabatan", "Desa", "Masa jabatan", "Telepon"]),
        ("lkd", ["Nama lengkap", "Nama lembaga", "Jabatan", "Desa", "Masa jabatan"]),
    ],
)
def test_daftar_menurut_urutan_pernyataan(kunci, judul):
    tabel = tabel_pejabat(TABEL[kunci])([])
    assert [str(k.header) for k in tabel.columns] == [*judul, "Keadaan", "Tindakan"]


@pytest.mark.django_db
@pytest.mark.parametrize("tabel", TABEL.values(), ids=TABEL)
def test_halaman_desa_menyebut_yang_dinyatakan(tabel, client, orang, desa):
    ini = penuh(tabel, desa)
    client.force_login(orang["camat"])
    halaman = unescape(strip_tags(client.get(reverse("desa:desa-rinci", args=[desa.pk])).content.decode()))
    for kolom in tabel.kolom:
        if kolom.rinci:
            assert kolom.rinci.format(tertulis(ini, kolom.nama)) in halaman


@pytest.mark.django_db
@pytest.mark.parametrize("tabel", TABEL.values(), ids=TABEL)
@pytest.mark.parametrize("jenis", ["xlsx", "csv"])
def test_ekspor_lalu_impor_tidak_menulis_apa_pun(tabel, jenis, orang, desa):
    ini = penuh(tabel, desa)
    PABRIK[tabel.kunci](desa=desa)
    isi = pejabat_ekspor(tabel, tabel.model._default_manager.all(), jenis)
    lembar = baca(f"a.{jenis}", isi, wajib=tabel.judul_wajib, dikenal=[k.judul_lembar for k in tabel.kolom])
    tinjauan, _ = pejabat_impor(tabel=tabel, lembar=lembar, desa={desa.kode: desa}, oleh=orang["admin"])
    assert tinjauan.akibat == [[2, "sama", []], [3, "sama", []]]
    kedua = {"tabel": tabel, "lembar": lembar, "desa": {desa.kode: desa}, "oleh": orang["admin"]}
    assert pejabat_impor(**kedua, disetujui=tinjauan.akibat)[1] is True
    assert not RiwayatData.objects.exists()
    ini.refresh_from_db()
    assert ini.versi == 0


@pytest.mark.django_db
@pytest.mark.parametrize(("tabel", "kolom"), [p for p in SEMUA if p.values[1].nama not in {"desa", *p.values[0].alami}])
def test_sel_yang_diganti_tersimpan_dan_tercatat(tabel, kolom, orang, desa):
    """The import reads each column into its own field; the history names it alone."""
    ini = penuh(tabel, desa)
    kepala, baris = lembar_kerja(pejabat_ekspor(tabel, tabel.model._default_manager.all(), "xlsx"))
    contoh = replace_nilai(ini, kolom.nama, nilai(tabel, kolom.nama, lain=True))
    _, baru = lembar_kerja(pejabat_ekspor(tabel, [contoh], "xlsx"))
    assert [j for j, lama, kini in zip(kepala, baris, baru, strict=True) if lama != kini] == [kolom.judul_lembar]
    lembar = baca("a.xlsx", tulis([kepala, baru]), wajib=[], dikenal=kepala)
    pakai = {"tabel": tabel, "lembar": lembar, "desa": {desa.kode: desa}, "oleh": orang["admin"]}
    tinjauan, _ = pejabat_impor(**pakai)
    nomor_diganti = kolom.nama == tabel.nomor_induk
    assert [b.keadaan for b in tinjauan.baris] == ["salah" if nomor_diganti else "berubah"]
    if nomor_diganti:  # another number is another person, whose name and post are taken
        return
    assert pejabat_impor(**pakai, disetujui=tinjauan.akibat)[1] is True
    ini.refresh_from_db()
    assert getattr(ini, kolom.nama) == nilai(tabel, kolom.nama, lain=True)
    catatan = RiwayatData.objects.get()
    assert [b["kolom"] for b in catatan.isi] == [kolom.nama]
    assert (catatan.nomor, catatan.oleh, catatan.lewat_impor) == (ini.pk, orang["admin"].pk, True)


def replace_nilai(baris, nama: str, isi):
    lain = type(baris).objects.get(pk=baris.pk)
    setattr(lain, nama, isi)
    return lain


@pytest.mark.django_db
@pytest.mark.parametrize("tabel", TABEL.values(), ids=TABEL)
def test_setiap_pilihan_templat_diterima_impor(tabel, orang, desa):
    ini = penuh(tabel, desa)
    kepala, baris = lembar_kerja(pejabat_ekspor(tabel, tabel.model._default_manager.all(), "xlsx"))
    for judul, pilihan in turun(templat_pejabat(tabel)).items():
        assert pilihan
        for p in pilihan:
            sel = [p if j == judul else s for j, s in zip(kepala, baris, strict=True)]
            lembar = baca("a.xlsx", tulis([kepala, sel]), wajib=[], dikenal=kepala)
            tinjauan, _ = pejabat_impor(tabel=tabel, lembar=lembar, desa={desa.kode: desa}, oleh=orang["admin"])
            assert tinjauan.galat == []
    assert tabel.model._default_manager.get() == ini
