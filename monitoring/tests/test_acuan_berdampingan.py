"""Several YAML files side by side: another regulation, another year, a file that is not whole."""

import json
from pathlib import Path

import pytest
import yaml
from django.core.exceptions import ValidationError
from django.core.management import CommandError, call_command
from django.urls import reverse

from monitoring import acuan
from monitoring.models import ButirMonitoring, FormulirMonitoring
from monitoring.queries import formulir_berlaku
from monitoring.tests.test_formulir_muat import pakai

PERTAMA = "perbup-kayong-utara-66-2023"
# Only what a form needs, its parts in an order of their own, and a name that comes before that of the older file.
KEDUA = """\
formulir:
  - butir:
      - nomor: "1"
        teks: Papan proyek terpasang
      - teks: Gambar rencana dipasang
        nomor: "2"
        positif: TIDAK
    pilihan: [YA, TIDAK]
    kode: {kode}
    format: {kode}
    judul: Format monitoring {kode}
    nomor_bidang: 2
    bidang: Bidang Pembangunan
    jenis_kegiatan: Monitoring {kode}
    lokasi: Lokasi kegiatan
    boleh_tambah: false
tempat: Perbup Lain 7/2025, Lampiran II
judul: Formulir monitoring menurut Perbup Lain 7/2025
dasar: Peraturan Bupati Lain Nomor 7 Tahun 2025
berlaku_sejak: 2025-01-02
kode: perbup-lain-7-2025
"""


@pytest.fixture
def kedua(tmp_path, monkeypatch):
    """kedua("P.1") writes the second file with that form beside the first one."""
    asli = [b for b in acuan.berkas_acuan() if b.stem == PERTAMA]
    monkeypatch.setattr(acuan, "berkas_acuan", lambda: asli)
    berkas = tmp_path / "a-perbup-lain-7-2025.yaml"

    def tulis(kode="P.1", *, isi=KEDUA) -> Path:
        berkas.write_text(isi.replace("{kode}", kode), encoding="utf-8")
        monkeypatch.setattr(acuan, "berkas_acuan", lambda: [berkas, *asli])
        return berkas

    return tulis


def isi_tersimpan() -> list:
    return [
        *FormulirMonitoring.objects.order_by("acuan", "kode").values_list("kode", "versi", "judul", "bagian", "sidik"),
        *ButirMonitoring.objects.order_by("formulir__acuan", "formulir__kode", "urut").values_list(
            "formulir__kode", "urut", "nomor", "bagian", "teks", "positif", "tempat"
        ),
    ]


def test_halaman_monitoring_baru_menawarkan_formulir_kedua_berkas(client, orang, kedua):
    kedua("P.1")
    acuan.muat()
    client.force_login(orang["verifikator"])
    jawab = client.get(reverse("monitoring:monitoring-buat"))
    assert jawab.status_code == 200
    halaman = jawab.content.decode()
    for f in FormulirMonitoring.objects.all():
        assert f'<option value="{f.pk}"' in halaman, f.kode
    assert {f.acuan for f in FormulirMonitoring.objects.all()} == {PERTAMA, "perbup-lain-7-2025"}
    # Bidang 5 has no form in the first file; the second says nothing about it.
    assert "tidak memuat formulir monitoring untuk bidang ini" in halaman


def test_daftar_formulir_menyebut_catatan_setiap_berkas(client, orang, kedua):
    catatan = "\ncatatan:\n  - tempat: Lampiran II\n    teks: Sumber menulis dua kali.\n"
    kedua(isi=KEDUA + catatan)
    acuan.muat()
    client.force_login(orang["verifikator"])
    jawab = client.get(reverse("monitoring:formulir-daftar"))
    assert jawab.status_code == 200
    halaman = jawab.content.decode()
    assert "Sumber menulis dua kali." in halaman
    assert "Tertulis “Nomor 66 Tahun 2022”" in halaman


def test_bidang_yang_diberi_formulir_oleh_berkas_lain_tidak_disebut_tanpa_formulir(client, orang, kedua):
    kedua(isi=KEDUA.replace("nomor_bidang: 2", "nomor_bidang: 5"))
    acuan.muat()
    client.force_login(orang["verifikator"])
    for nama in ("monitoring-buat", "formulir-daftar"):
        halaman = client.get(reverse(f"monitoring:{nama}")).content.decode()
        assert "tidak memuat formulir monitoring untuk bidang ini" not in halaman, nama


def test_bidang_tetap_disebut_tanpa_formulir_sampai_formulirnya_berlaku(client, orang, kedua):
    kedua(isi=KEDUA.replace("nomor_bidang: 2", "nomor_bidang: 5").replace("2025-01-02", "2999-01-02"))
    acuan.muat()
    client.force_login(orang["verifikator"])
    for nama in ("monitoring-buat", "formulir-daftar"):
        halaman = client.get(reverse(f"monitoring:{nama}")).content.decode()
        assert "tidak memuat formulir monitoring untuk bidang ini" in halaman, nama


@pytest.mark.parametrize("kode", ["P.1", "III.II"])
def test_ekspor_mencetak_semua_formulir_versi_terbarunya(capsys, kedua, kode):
    call_command("acuan_ekspor")
    sebelum = {f["kode"]: f for f in json.loads(capsys.readouterr().out)["monitoring"]}
    kedua(kode)
    call_command("acuan_ekspor")
    sesudah = {f["kode"]: f for f in json.loads(capsys.readouterr().out)["monitoring"]}
    assert list(sesudah) == list(sebelum | {kode: None})
    assert {k: f for k, f in sesudah.items() if k != kode} == {k: f for k, f in sebelum.items() if k != kode}
    assert [b["teks"] for b in sesudah[kode]["butir"]] == ["Papan proyek terpasang", "Gambar rencana dipasang"]


def test_versi_bernomor_menurut_tanggal_berlaku_bukan_nama_berkas(db, desa, kedua):
    kedua("III.II")
    acuan.muat()
    versi = FormulirMonitoring.objects.filter(kode="III.II").order_by("versi")
    assert [(f.versi, f.acuan) for f in versi] == [(1, PERTAMA), (2, "perbup-lain-7-2025")]
    berlaku = {f.kode: f.acuan for f in formulir_berlaku(desa.kecamatan)}
    lainnya = set(FormulirMonitoring.objects.values_list("kode", flat=True)) - {"III.II"}
    assert berlaku == dict.fromkeys(lainnya, PERTAMA) | {"III.II": "perbup-lain-7-2025"}


def test_memuat_kedua_berkas_dua_kali_tidak_mengubah_apa_pun(db, kedua):
    kedua("III.II")
    acuan.muat()
    sebelum = isi_tersimpan()
    assert {kalimat.rpartition(": ")[2] for kalimat in acuan.muat()} == {"sudah dimuat, tidak berubah."}
    assert isi_tersimpan() == sebelum


def test_berkas_kedua_tidak_menyentuh_versi_yang_sudah_dipakai(db, desa, kedua):
    acuan.muat()
    lembar = pakai(FormulirMonitoring.objects.get(kode="III.II"), desa)
    sebelum = isi_tersimpan()
    kedua("III.II")
    acuan.muat()
    assert [baris for baris in isi_tersimpan() if baris in sebelum] == sebelum
    lembar.refresh_from_db()
    assert lembar.formulir.acuan == PERTAMA


def test_bagian_berkas_boleh_berurutan_bagaimana_pun(db, tmp_path, monkeypatch):
    """The same file with its keys, its forms and the parts of a form turned round is the same version."""
    acuan.muat()
    sebelum = isi_tersimpan()
    (asli,) = [b for b in acuan.berkas_acuan() if b.stem == PERTAMA]
    isi = yaml.safe_load(asli.read_text(encoding="utf-8"))
    isi["formulir"].reverse()
    for formulir in isi["formulir"]:
        formulir.get("bagian", []).reverse()
        formulir["butir"].sort(key=lambda b: b.get("bagian", ""), reverse=True)
    berkas = tmp_path / "terbalik.yaml"
    berkas.write_text(yaml.safe_dump(dict(reversed(isi.items())), allow_unicode=True, sort_keys=False), "utf-8")
    monkeypatch.setattr(acuan, "berkas_acuan", lambda: [berkas])
    assert acuan.muat() == [f"{isi['judul']}: sudah dimuat, tidak berubah."]
    assert isi_tersimpan() == sebelum


def nomor_baris(berkas: Path, teks: str) -> int:
    return next(n for n, baris in enumerate(berkas.read_text("utf-8").splitlines(), 1) if teks in baris)


@pytest.mark.parametrize(
    ("buang", "letak", "kunci"),
    [
        ("judul: Formulir monitoring menurut Perbup Lain 7/2025\n", "formulir:", "judul"),
        ("berlaku_sejak: 2025-01-02\n", "formulir:", "berlaku_sejak"),
        ("        teks: Papan proyek terpasang\n", '- nomor: "1"', "teks"),
        ("    pilihan: [YA, TIDAK]\n", "  - butir:", "pilihan"),
    ],
)
def test_kunci_yang_belum_ada_disebut_dengan_berkas_dan_barisnya(db, capsys, kedua, buang, letak, kunci):
    assert buang in KEDUA
    berkas = kedua(isi=KEDUA.replace(buang, ""))
    for perintah in ("acuan_muat", "acuan_ekspor"):
        with pytest.raises(CommandError) as galat:
            call_command(perintah)
        (kalimat,) = str(galat.value).splitlines()
        assert kalimat.startswith(f"{berkas}, baris {nomor_baris(berkas, letak)}: "), kalimat
        assert f"kunci “{kunci}” belum ada" in kalimat
    assert not FormulirMonitoring.objects.exists()


@pytest.mark.parametrize(
    ("lama", "baru", "kata"),
    [
        ("nomor_bidang: 2", "nomor_bidang: dua", "“dua” bukan bilangan bulat"),
        ("berlaku_sejak: 2025-01-02", "berlaku_sejak: besok", "“besok” bukan tanggal"),
        ("positif: TIDAK", "positif: MUNGKIN", "“MUNGKIN” bukan salah satu jawabannya: YA, TIDAK"),
        ("pilihan: [YA, TIDAK]", "pilihan: [YA]", "pilihan berisi 1, seharusnya 2"),
        ('nomor: "2"', 'nomor: "1"', "nomor 1 sudah dipakai"),
        ("boleh_tambah: false", "boleh_tambah: nanti", "“nanti” bukan true atau false"),
        ("lokasi: Lokasi", "lokas: Lokasi", "kunci “lokas” tidak dikenal"),
        ("judul: Format", "judul: A\n    judul: Format", "kunci “judul” ditulis dua kali"),
        ("teks: Papan", "teks: [Papan", "tidak dapat dibaca sebagai YAML"),
        ("kode: perbup-lain-7-2025", f"kode: {PERTAMA}", "sudah dipakai berkas"),
    ],
)
def test_isi_yang_keliru_ditolak_dengan_kalimat(db, kedua, lama, baru, kata):
    assert lama in KEDUA
    berkas = kedua(isi=KEDUA.replace(lama, baru))
    with pytest.raises(ValidationError) as galat:
        acuan.muat()
    assert any(kata in kalimat and str(berkas) in kalimat for kalimat in galat.value.messages), galat.value.messages
    assert not FormulirMonitoring.objects.exists()


def test_berkas_rusak_tidak_merobohkan_halaman(client, orang, kedua, caplog):
    """Pages show what was loaded; the file that is not whole is left out and named in the log."""
    acuan.muat()
    berkas = kedua(isi=KEDUA.replace("tempat: Perbup Lain 7/2025, Lampiran II\n", ""))
    client.force_login(orang["verifikator"])
    for nama in ("monitoring-buat", "formulir-daftar", "formulir-buat"):
        jawab = client.get(reverse(f"monitoring:{nama}"))
        assert jawab.status_code == 200, nama
    assert str(berkas) in caplog.text
