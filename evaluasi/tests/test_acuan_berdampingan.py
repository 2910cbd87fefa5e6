"""Several YAML files side by side: another regulation, another year, a file that is not whole."""

import json

import pytest
import yaml
from django.core.management import CommandError, call_command
from django.urls import reverse

from evaluasi import acuan
from evaluasi.models import Aspek, FormulirEvaluasi, TingkatAspek
from evaluasi.queries import formulir_berlaku
from evaluasi.services import evaluasi as layanan
from evaluasi.tests.contoh import evaluasi_dinilai, tiga_orang

PERTAMA = "perbup-kayong-utara-66-2023"
# Only what a form needs, in an order of its own, and a name that comes before that of the older file.
KEDUA = """\
formulir:
  - kode: {kode}
    judul: Format evaluasi {kode}
    nomor_bidang: 4
    bidang: Bidang Pemberdayaan Masyarakat
    jenis_kegiatan: Evaluasi pelatihan
    lokasi: Tempat pelatihan
    aspek:
      - tingkat: {e: Tidak ada, d: Jarang, c: Kadang, b: Sering, a: Selalu}
        nomor: "1"
        teks: Pelatihan perangkat
skala:
  keterangan: Kualitatif.
  tempat: Perbup Lain 7/2025, Lampiran III
  tingkat:
    - {huruf: e, nilai: SANGAT KURANG, minimal: 0, tertulis: Kurang dari 40}
    - {huruf: d, nilai: KURANG, minimal: 40, tertulis: 40 – 59}
    - {huruf: c, nilai: CUKUP, minimal: 60, tertulis: 60 – 69}
    - {huruf: b, nilai: BAIK, minimal: 70, tertulis: 70 – 89}
    - {huruf: a, nilai: SANGAT BAIK, minimal: 90, tertulis: 90 – 100}
tempat: Perbup Lain 7/2025, Lampiran III
judul: Formulir evaluasi menurut Perbup Lain 7/2025
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

    def tulis(kode="P.1", *, isi=KEDUA):
        berkas.write_text(isi.replace("{kode}", kode), encoding="utf-8")
        monkeypatch.setattr(acuan, "berkas_acuan", lambda: [berkas, *asli])
        return berkas

    return tulis


def isi_tersimpan() -> list:
    return [
        *FormulirEvaluasi.objects.order_by("acuan", "kode").values_list("kode", "versi", "judul", "skala", "sidik"),
        *Aspek.objects.order_by("formulir__acuan", "formulir__kode", "urut").values_list("urut", "nomor", "tempat"),
        *TingkatAspek.objects.order_by(
            "aspek__formulir__acuan", "aspek__formulir__kode", "aspek__urut", "pk"
        ).values_list("huruf", "teks"),
    ]


def test_halaman_evaluasi_baru_menawarkan_formulir_kedua_berkas(client, orang, kedua):
    kedua("P.1")
    acuan.muat()
    client.force_login(orang["verifikator"])
    jawab = client.get(reverse("evaluasi:evaluasi-buat"))
    assert jawab.status_code == 200
    halaman = jawab.content.decode()
    for f in FormulirEvaluasi.objects.all():
        assert f'value="{f.pk}"' in halaman, f.kode
    assert {f.acuan for f in FormulirEvaluasi.objects.all()} == {PERTAMA, "perbup-lain-7-2025"}


def test_daftar_formulir_hanya_menyebut_bidang_yang_tetap_tanpa_formulir(client, orang, kedua):
    kedua("P.1")
    acuan.muat()
    client.force_login(orang["verifikator"])
    jawab = client.get(reverse("evaluasi:formulir-daftar"))
    assert jawab.status_code == 200
    assert [t["nomor_bidang"] for t in jawab.context["tanpa_formulir"]] == [5]


@pytest.mark.parametrize("kode", ["P.1", "II.A"])
def test_ekspor_mencetak_semua_formulir_versi_terbarunya(capsys, kedua, kode):
    call_command("acuan_ekspor")
    sebelum = {f["kode"]: f for f in json.loads(capsys.readouterr().out)["evaluasi"]}
    kedua(kode)
    call_command("acuan_ekspor")
    isi = json.loads(capsys.readouterr().out)
    sesudah = {f["kode"]: f for f in isi["evaluasi"]}
    assert list(sesudah) == list(sebelum | {kode: None})
    assert {k: f for k, f in sesudah.items() if k != kode} == {k: f for k, f in sebelum.items() if k != kode}
    (aspek,) = sesudah[kode]["aspek"]
    assert [t["teks"] for t in aspek["tingkat"]] == ["Selalu", "Sering", "Kadang", "Jarang", "Tidak ada"]
    assert [s["minimal"] for s in isi["skala"]] == [90, 70, 60, 40, 0]


def test_versi_bernomor_menurut_tanggal_berlaku_bukan_nama_berkas(db, desa, kedua):
    kedua("II.A")
    acuan.muat()
    versi = FormulirEvaluasi.objects.filter(kode="II.A").order_by("versi")
    assert [(f.versi, f.acuan) for f in versi] == [(1, PERTAMA), (2, "perbup-lain-7-2025")]
    berlaku = {f.kode: f.acuan for f in formulir_berlaku(desa.kecamatan)}
    lainnya = set(FormulirEvaluasi.objects.values_list("kode", flat=True)) - {"II.A"}
    assert berlaku == dict.fromkeys(lainnya, PERTAMA) | {"II.A": "perbup-lain-7-2025"}


def test_laporan_menyebut_catatan_berkas_yang_dipakainya(client, desa, orang, kedua):
    """A report on forms of the first file keeps its notes when a newer file says nothing about them."""
    kedua("P.1")
    acuan.muat()
    anggota = tiga_orang(desa)
    e = evaluasi_dinilai(desa, anggota, [FormulirEvaluasi.objects.get(kode="II.A", acuan=PERTAMA)])
    layanan.evaluasi_tutup(evaluasi=e, oleh=anggota[0])
    client.force_login(anggota[0])
    jawab = client.get(reverse("evaluasi:evaluasi-laporan", args=[e.pk]))
    assert jawab.status_code == 200
    assert "“Laporan Pelaksanaan Kegiatan Monitoring”" in jawab.content.decode()


def test_bagian_berkas_boleh_berurutan_bagaimana_pun(db, tmp_path, monkeypatch):
    """The same file with its keys, forms, levels and scale turned round is the same version."""
    acuan.muat()
    sebelum = isi_tersimpan()
    (asli,) = [b for b in acuan.berkas_acuan() if b.stem == PERTAMA]
    isi = yaml.safe_load(asli.read_text(encoding="utf-8"))
    isi["formulir"].reverse()
    isi["skala"]["tingkat"].reverse()
    for aspek in (a for f in isi["formulir"] for a in f["aspek"]):
        aspek["tingkat"] = dict(reversed(aspek["tingkat"].items()))
    berkas = tmp_path / "terbalik.yaml"
    berkas.write_text(yaml.safe_dump(dict(reversed(isi.items())), allow_unicode=True, sort_keys=False), "utf-8")
    monkeypatch.setattr(acuan, "berkas_acuan", lambda: [berkas])
    assert acuan.muat() == [f"{isi['judul']}: sudah dimuat, tidak berubah."]
    assert isi_tersimpan() == sebelum


@pytest.mark.parametrize(
    ("lama", "baru", "letak", "kata"),
    [
        ("    judul: Format evaluasi {kode}\n", "", "- kode: P.1", "kunci “judul” belum ada"),
        ("        teks: Pelatihan perangkat\n", "", "- tingkat: {e:", "kunci “teks” belum ada"),
        ("c: Kadang, ", "", "- tingkat: {e:", "kunci “c” belum ada"),
        ("  tempat: Perbup Lain 7/2025, Lampiran III\n", "", "  keterangan:", "kunci “tempat” belum ada"),
        ("minimal: 60, ", "", "{huruf: c,", "kunci “minimal” belum ada"),
        ("{huruf: b,", "{huruf: a,", "{huruf: a, nilai: SANGAT BAIK", "huruf a sudah dipakai"),
        ("minimal: 70", "minimal: 95", "  tingkat:", "Skala harus menurun"),
    ],
)
def test_isi_yang_belum_lengkap_disebut_dengan_berkas_dan_barisnya(db, kedua, lama, baru, letak, kata):
    assert lama in KEDUA
    berkas = kedua(isi=KEDUA.replace(lama, baru))
    baris = next(n for n, isi in enumerate(berkas.read_text("utf-8").splitlines(), 1) if letak in isi)
    with pytest.raises(CommandError) as galat:
        call_command("acuan_muat")
    assert any(k.startswith(f"{berkas}, baris {baris}: ") and kata in k for k in str(galat.value).splitlines()), galat
    assert not FormulirEvaluasi.objects.exists()
