from pathlib import Path

import pytest
from django.conf import settings
from django.core.management import CommandError, call_command

from desa.models import Desa, Kabupaten, Kecamatan
from desa.wilayah import zona_waktu

pytestmark = pytest.mark.django_db

ISI = {
    "provinces": "code,name\n63,Kalimantan Selatan\n11,Aceh\n",
    "regencies": "code,province_code,name\n63.11,63,Kabupaten Balangan\n11.01,11,Kabupaten Aceh Selatan\n",
    "districts": "code,regency_code,name\n63.11.03,63.11,Awayan\n63.11.04,63.11,Batu Mandi\n11.01.01,11.01,Bakongan\n",
    "villages": (
        "code,district_code,name\n63.11.03.2004,63.11.03,Bihara\n63.11.03.1001,63.11.03,Kota\n"
        "63.11.04.2001,63.11.04,Lain\n11.01.01.2001,11.01.01,Keude Bakongan\n"
    ),
}


@pytest.fixture
def folder(tmp_path, settings) -> Path:
    for nama, isi in ISI.items():
        (tmp_path / f"{nama}.csv").write_text(isi, "utf-8")
    settings.WILAYAH_DIR = tmp_path
    return tmp_path


def jalankan(capsys, *pilihan: str) -> list[str]:
    call_command("wilayah_impor", *pilihan, verbosity=0, skip_checks=True)
    return capsys.readouterr().out.splitlines()


def test_impor_seluruh_folder_lalu_sekali_lagi(folder, capsys):
    assert jalankan(capsys) == [
        "kabupaten/kota: 2 baru, 0 diperbarui, 0 sudah sama.",
        "kecamatan: 3 baru, 0 diperbarui, 0 sudah sama.",
        "desa dan kelurahan: 4 baru, 0 diperbarui, 0 sudah sama.",
    ]
    assert jalankan(capsys) == [
        "kabupaten/kota: 0 baru, 0 diperbarui, 2 sudah sama.",
        "kecamatan: 0 baru, 0 diperbarui, 3 sudah sama.",
        "desa dan kelurahan: 0 baru, 0 diperbarui, 4 sudah sama.",
    ]
    assert list(Desa.objects.filter(jenis="kelurahan").values_list("kode", flat=True)) == ["63.11.03.1001"]
    assert Kabupaten.objects.get(kode="11.01").provinsi == "Aceh"
    assert list(Kecamatan.objects.values_list("kode", "zona_waktu")) == [
        ("11.01.01", "Asia/Jakarta"),
        ("63.11.03", "Asia/Makassar"),
        ("63.11.04", "Asia/Makassar"),
    ]


@pytest.mark.parametrize(
    ("pilihan", "kode"),
    [
        (("--provinsi", "63"), ["63.11.03.1001", "63.11.03.2004", "63.11.04.2001"]),
        (("--kabupaten", "11.01"), ["11.01.01.2001"]),
        (("--kecamatan", "63.11.04"), ["63.11.04.2001"]),
    ],
)
def test_impor_sebagian(folder, capsys, pilihan, kode):
    jalankan(capsys, *pilihan)
    assert list(Desa.objects.order_by("kode").values_list("kode", flat=True)) == kode


def test_nama_baru_diambil_isian_kantor_tidak_disentuh(folder, capsys):
    jalankan(capsys)
    Kecamatan.objects.filter(kode="63.11.03").update(
        alamat="Jalan Kantor 1", singkatan="KEC-AWY", zona_waktu="Asia/Jakarta", lambang="lambang/a.png"
    )
    Desa.objects.filter(kode="63.11.03.2004").update(alamat="Balai Desa", lintang="-2.1", bujur="115.6")
    (folder / "villages.csv").write_text(ISI["villages"].replace("Bihara", "Bihara Baru"), "utf-8")
    assert jalankan(capsys)[2] == "desa dan kelurahan: 0 baru, 1 diperbarui, 3 sudah sama."
    desa = Desa.objects.get(kode="63.11.03.2004")
    assert (desa.nama, desa.alamat, str(desa.lintang)) == ("Bihara Baru", "Balai Desa", "-2.100000")
    kecamatan = Kecamatan.objects.get(kode="63.11.03")
    assert (kecamatan.alamat, kecamatan.singkatan, kecamatan.zona_waktu, kecamatan.lambang.name) == (
        "Jalan Kantor 1",
        "KEC-AWY",
        "Asia/Jakarta",
        "lambang/a.png",
    )


@pytest.mark.parametrize(
    ("pilihan", "kalimat"),
    [
        (("--kecamatan", "63.11.99"), "Kode 63.11.99 tidak ada dalam data wilayah."),
        (("--provinsi", "99"), "Kode 99 tidak ada dalam data wilayah."),
        (("--kabupaten", "63"), "Kode kabupaten “63” tidak dikenal. Kode kabupaten ditulis seperti 63.11."),
        (
            ("--provinsi", "63", "--kabupaten", "63.11"),
            "Pilih salah satu saja: --provinsi, --kabupaten, atau --kecamatan.",
        ),
    ],
)
def test_kode_salah(folder, capsys, pilihan, kalimat):
    with pytest.raises(CommandError) as galat:
        jalankan(capsys, *pilihan)
    assert str(galat.value) == kalimat
    assert Desa.objects.count() == 0


def test_data_tidak_ada_atau_rusak(folder, capsys):
    (folder / "districts.csv").write_text("code,regency_code,name\n63.11.03,63.12,Awayan\n", "utf-8")
    with pytest.raises(CommandError, match=r"merujuk ke kode 63\.12 yang tidak ada"):
        jalankan(capsys)
    (folder / "districts.csv").unlink()
    with pytest.raises(CommandError, match="Jalankan npm ci terlebih dahulu"):
        jalankan(capsys)


def test_zona_waktu_setiap_provinsi():
    kode = [baris[:2] for baris in (settings.BASE_DIR / "node_modules/idn-area-data/data/provinces.csv").open()][1:]
    zona = {z: sum(zona_waktu(k).label == z for k in kode) for z in ("WIB", "WITA", "WIT")}
    assert zona == {"WIB": 18, "WITA": 12, "WIT": 8}
