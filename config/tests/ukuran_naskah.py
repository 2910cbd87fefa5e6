"""What every kind of document says: as little as it may, as usual, and as much as offices and villages come up with.

Built from the rooms' own dataclasses, so that a field that is added is missed here at once.
"""

from dataclasses import asdict
from typing import Any

from apbdes import reports as apbdes
from evaluasi.reports import laporan as laporan_evaluasi
from evaluasi.reports import lembar, pengantar, sk
from laporan import reports as laporan
from monitoring.reports import bagian as monitoring
from monitoring.reports import formulir, surat_tugas
from monitoring.reports import laporan as laporan_monitoring
from naskah.bagian import HariTanggal, Kop, Orang
from naskah.peraturan import peraturan
from perjalanan import reports as perjalanan
from perut import laporan_buku
from perut import reports as perut
from tindaklanjut import reports as teguran

RINGKAS, BIASA, LUAR_BIASA = "ringkas", "biasa", "luar biasa"
UKURAN = (RINGKAS, BIASA, LUAR_BIASA)
NAMA = "Prof. Dr. Ir. H. Raden Mas Muhammad Abdurrahman Wiryadiningrat-Kusumanegara, S.H., S.Sos., M.A.P., M.Si."
DESA = "Desa Persiapan Sungai Rantau Panjang Bersujud Kecil Hulu"
ALAMAT = "Jalan Jenderal Ahmad Yani Kilometer 125,5 Kompleks Perkantoran Kecamatan, Gedung Sekretariat Lantai Dua, "
KALIMAT = "Perangkat desa menyampaikan keadaan administrasi dan rencana perbaikannya menurut ketentuan yang berlaku. "


def isi_naskah(ukuran: str) -> dict[str, dict[str, Any]]:
    """The frozen content of one document of every kind that is registered."""
    return {nama: susun(ukuran) for nama, susun in PENYUSUN.items()}


def banyak(ukuran: str, ringkas: int, biasa: int, luar_biasa: int) -> int:
    return {RINGKAS: ringkas, BIASA: biasa, LUAR_BIASA: luar_biasa}[ukuran]


def kop(ukuran: str, desa: bool = False) -> Kop:
    alamat = "" if ukuran == RINGKAS else "Jalan Raya Kecamatan Nomor 1, Awayan 71662"
    return Kop(
        pemerintah="PEMERINTAH KABUPATEN HULU SUNGAI UJI",
        kecamatan="PEMERINTAH DESA UJI" if desa else "KECAMATAN UJI",
        alamat=ALAMAT * 3 if ukuran == LUAR_BIASA else alamat,
        kontak="Telepon 0526-123456, Surel kecamatan@contoh.go.id" if ukuran == LUAR_BIASA else "",
        lambang="",
        tengah="KECAMATAN UJI" if desa else "",
    )


def orang(ukuran: str, n: int = 0, jabatan: str = "Pelaksana Kecamatan Uji") -> Orang:
    if ukuran == RINGKAS:
        return Orang(nama=f"Budi {n}", jabatan=jabatan, nomor_label="")
    nama = NAMA if ukuran == LUAR_BIASA else f"Siti Aminah {n}, S.Sos."
    return Orang(nama=nama, jabatan=jabatan, pangkat="Penata Tingkat I (III/d)", nomor="197001011995031001")


def camat(ukuran: str) -> Orang:
    return orang(ukuran, jabatan="Plt. Camat Sungai Rantau Panjang" if ukuran == LUAR_BIASA else "Camat Uji")


def desa(ukuran: str) -> str:
    return DESA if ukuran == LUAR_BIASA else "Desa Uji"


def kalimat(ukuran: str, n: int) -> list[str]:
    return [KALIMAT * (6 if ukuran == LUAR_BIASA else 1)] * n


def tempat_perut(ukuran: str) -> perut.Tempat:
    return perut.Tempat(desa(ukuran), "Kecamatan Uji", "Kabupaten Hulu Sungai Uji", "Uji")


def surat_tugas_perut(ukuran: str) -> dict[str, Any]:
    n = banyak(ukuran, 1, 2, 12)
    return asdict(
        perut.SuratTugas(
            tanggal="2026-05-05",
            kop=kop(ukuran),
            dasar=kalimat(ukuran, banyak(ukuran, 1, 2, 4)),
            petugas=[orang(ukuran, k) for k in range(n)],
            untuk=kalimat(ukuran, banyak(ukuran, 1, 3, 6)),
            agenda=kalimat(ukuran, banyak(ukuran, 0, 1, 4)),
            tempat=tempat_perut(ukuran),
            tanggal_surat="4 Mei 2026",
            camat=camat(ukuran),
        )
    ) | {"tembusan": [f"{desa(ukuran)} {k};" for k in range(banyak(ukuran, 0, 1, 40))]}


def berita_acara_perut(ukuran: str) -> dict[str, Any]:
    n = banyak(ukuran, 1, 2, 7)
    return asdict(
        perut.BeritaAcara(
            kop=kop(ukuran),
            tempat=tempat_perut(ukuran),
            waktu=HariTanggal(
                "Selasa", "tanggal lima bulan Mei tahun dua ribu dua puluh enam", "05-05-2026", "5 Mei 2026"
            ),
            jam="pukul 09.00 sampai dengan 12.00 WITA",
            petugas=[orang(ukuran, k) for k in range(n)],
            kepala_desa=orang(ukuran, jabatan=f"Kepala {desa(ukuran)}"),
            kepala_desa_kunjungan=NAMA if ukuran == LUAR_BIASA else "",
            surat_tugas="800.1.11.1/001/KEC-UJI/2026",
            agenda=kalimat(ukuran, banyak(ukuran, 1, 1, 3)),
            notulen=kalimat(ukuran, banyak(ukuran, 0, 2, 12)),
            buku=laporan_buku.BukuAdministrasi(
                **{
                    f: [] if f in {"kelompok", "catatan"} else ""
                    for f in laporan_buku.BukuAdministrasi.__dataclass_fields__
                }
            ),
            kegiatan=[perut.BarisKegiatan("Asistensi", "Buku kas", kalimat(ukuran, 1), "12 orang")] * n,
            tindak_lanjut=[],
            temuan=[perut.BarisTemuan(kalimat(ukuran, 1), kalimat(ukuran, 1), "Sekretaris Desa", "1 Juni 2026")]
            * banyak(ukuran, 0, 1, 9),
            kesepakatan=[],
            hadir=[perut.BarisHadir(f"Orang ke-{k}", "Warga", "Masyarakat") for k in range(banyak(ukuran, 0, 6, 60))],
            foto=[],
            camat=camat(ukuran),
            disahkan="6 Mei 2026",
        )
    )


def petugas(ukuran: str) -> list[monitoring.Petugas]:
    nama = NAMA if ukuran == LUAR_BIASA else "Siti Aminah"
    satu = monitoring.Petugas(nama, "Perempuan", "197001011995031001", "Kepala Seksi Pemerintahan", "Kantor Kecamatan")
    return [satu] * banyak(ukuran, 1, 2, 8)


def tempat_monitoring(ukuran: str) -> monitoring.Tempat:
    return monitoring.Tempat(desa(ukuran), "Kecamatan Uji", "Kabupaten Hulu Sungai Uji", "Uji")


def surat_tugas_monitoring(ukuran: str) -> dict[str, Any]:
    return asdict(
        surat_tugas.SuratTugas(
            kop=kop(ukuran),
            tempat=tempat_monitoring(ukuran),
            petugas=petugas(ukuran),
            bidang="bidang penyelenggaraan pemerintahan",
            sasaran=kalimat(ukuran, banyak(ukuran, 1, 3, 10)),
            mulai="5 Mei 2026",
            mulai_kerja="2026-05-05",
            selesai="6 Mei 2026",
            batas="11 Mei 2026",
            tanggal_surat="4 Mei 2026",
            camat=camat(ukuran),
        )
    ) | {"tembusan": []}


def lembar_monitoring(ukuran: str) -> formulir.Lembar:
    baris = [formulir.Baris(str(k), KALIMAT, "ADA", kalimat(ukuran, 1)) for k in range(banyak(ukuran, 1, 8, 25))]
    return formulir.Lembar(
        "Format Monitoring",
        "II versi 1",
        "Bidang Pemerintahan",
        "Administrasi",
        desa(ukuran),
        "5 Mei 2026",
        ["ADA", "TIDAK"],
        [formulir.Bagian("", "", baris)],
        [],
        [],
    )


def laporan_mon(ukuran: str) -> dict[str, Any]:
    n = banyak(ukuran, 1, 2, 9)
    return asdict(
        laporan_monitoring.Laporan(
            kop=kop(ukuran),
            tempat=tempat_monitoring(ukuran),
            tanggal_surat="8 Mei 2026",
            kepada="Camat Uji",
            sifat="Biasa",
            lampiran="2 (dua) formulir",
            hal=f"Laporan Pelaksanaan Kegiatan Monitoring {desa(ukuran)}",
            dasar=kalimat(ukuran, banyak(ukuran, 1, 2, 6)),
            lamanya=laporan_monitoring.Lamanya(2, "dua", "5 Mei 2026", "6 Mei 2026"),
            bidang="bidang penyelenggaraan pemerintahan",
            maksud=kalimat(ukuran, 1),
            sasaran=kalimat(ukuran, n),
            isi_kegiatan=kalimat(ukuran, n),
            kesimpulan=kalimat(ukuran, 1),
            saran=kalimat(ukuran, n),
            petugas=petugas(ukuran),
            lembar=[lembar_monitoring(ukuran)],
            foto=[],
            camat=camat(ukuran),
        )
    )


def sk_tim(ukuran: str) -> dict[str, Any]:
    n = banyak(ukuran, 3, 5, 40)
    nama = NAMA if ukuran == LUAR_BIASA else "Siti Aminah"
    return asdict(
        sk.SKTim(
            kop=kop(ukuran, desa=ukuran == LUAR_BIASA),
            penerbit=f"Kepala {desa(ukuran)}" if ukuran == LUAR_BIASA else "Camat Uji",
            tentang=f"Tim Evaluasi {desa(ukuran)} Tahun 2025",
            nama_tim="Tim Evaluasi",
            menimbang=kalimat(ukuran, 3),
            mengingat=_mengingat() * banyak(ukuran, 1, 1, 3),
            diktum=[sk.Diktum(sk.urutan(k), KALIMAT) for k in range(1, banyak(ukuran, 2, 4, 9))],
            anggota=[sk.BarisAnggota(nama, "197001011995031001", f"Jabatan ke-{k}", "Anggota") for k in range(n)],
            tempat="Uji",
            tanggal_surat="4 Mei 2026",
            penanda=camat(ukuran),
        )
    ) | {"tembusan": []}


def tim(ukuran: str) -> list[lembar.AnggotaTercetak]:
    return [lembar.AnggotaTercetak(k, "Anggota", orang(ukuran, k), True) for k in range(1, banyak(ukuran, 3, 4, 9) + 1)]


def lembar_evaluasi(ukuran: str) -> dict[str, Any]:
    n = banyak(ukuran, 1, 2, 4)
    tingkat = [
        lembar.BarisTingkat(h, KALIMAT, lembar.Tanda("a", ["1, 2, 3"]) if h == "a" else None, [f"1: catatan {h}"])
        for h in "abcde"
    ]
    aspek = [
        lembar.BarisAspek(str(k), "Penatausahaan keuangan", tingkat, "95,00", "SANGAT BAIK", [], [f"2: {KALIMAT}"])
        for k in range(1, banyak(ukuran, 1, 4, 8) + 1)
    ]
    kolom = [
        {"huruf": h, "nama": n}
        for h, n in zip("abcde", ("SANGAT BAIK", "BAIK", "CUKUP", "KURANG", "SANGAT KURANG"), strict=True)
    ]
    satu = lembar.Lembar(
        "II.A",
        1,
        "Bidang",
        "Evaluasi",
        f"Kantor {desa(ukuran)}",
        kolom,
        aspek,
        "95,00",
        "95,00",
        "Sangat baik",
        kalimat(ukuran, n - 1),
    )
    return asdict(
        lembar.LembarNaskah(
            kop=kop(ukuran),
            desa=desa(ukuran),
            tahun=2025,
            mulai="12 Januari 2026",
            selesai="16 Januari 2026",
            cara="angka" if ukuran == LUAR_BIASA else "tingkat",
            hitungan=KALIMAT,
            aturan=KALIMAT,
            skala=[{"nama": "BAIK", "rentang": "70 sampai kurang dari 90"}],
            lembar=[satu] * banyak(ukuran, 1, 2, 3),
            tim=tim(ukuran),
            tidak_menilai=[],
            alasan=[],
            rekap="",
            sk="Keputusan Camat Uji Nomor 1",
            tempat="Uji",
            tanggal="20 Januari 2026",
            catatan=kalimat(ukuran, banyak(ukuran, 0, 1, 3)),
        )
    )


def laporan_eval(ukuran: str) -> dict[str, Any]:
    n = banyak(ukuran, 1, 2, 9)
    return asdict(
        laporan_evaluasi.LaporanNaskah(
            kop=kop(ukuran),
            kepada="Camat Uji",
            kepada_di="Uji",
            lampiran="9 (sembilan) formulir evaluasi",
            hal="Laporan Pelaksanaan Kegiatan Evaluasi",
            dasar=KALIMAT,
            lama="5 (lima) hari",
            mulai="12 Januari 2026",
            selesai="16 Januari 2026",
            bidang="penyelenggaraan pemerintahan",
            sasaran=kalimat(ukuran, n),
            isi=kalimat(ukuran, n),
            nilai=[laporan_evaluasi.BarisNilai("II.A", KALIMAT, "95,00", "95,00", "Sangat baik")] * n,
            kesimpulan=kalimat(ukuran, n),
            saran=kalimat(ukuran, n),
            tim=tim(ukuran),
            tidak_menilai=[],
            alasan=[],
            tempat="Uji",
            tanggal="20 Januari 2026",
            catatan=kalimat(ukuran, banyak(ukuran, 0, 1, 3)),
        )
    )


def pengantar_evaluasi(ukuran: str) -> dict[str, Any]:
    return asdict(
        pengantar.Pengantar(
            kop=kop(ukuran),
            kepada=f"Kepala {desa(ukuran)}",
            kepada_di="Uji",
            kiriman=[pengantar.BarisKiriman(KALIMAT, "1 (satu) naskah", "Untuk diketahui.")] * banyak(ukuran, 1, 2, 12),
            tempat="Uji",
            tanggal_surat="20 Januari 2026",
            camat=camat(ukuran),
        )
    ) | {"tembusan": [f"Kepala {desa(ukuran)} {k};" for k in range(banyak(ukuran, 0, 2, 40))]}


def teguran_temuan(ukuran: str) -> dict[str, Any]:
    return asdict(
        teguran.IsiTeguran(
            kop=kop(ukuran),
            kepada=f"Kepala {desa(ukuran)}",
            kepada_di="Uji",
            sebutan="pertama",
            desa=desa(ukuran),
            asal="Kunjungan uji",
            uraian=[KALIMAT] * banyak(ukuran, 1, 2, 20),
            saran=[KALIMAT] * banyak(ukuran, 0, 1, 20),
            penanggung_jawab="Kaur Keuangan",
            batas="20 Januari 2026",
            terlambat="10 (sepuluh) hari kerja",
            ulangan="kedua",
            tempat="Uji",
            tanggal_surat="4 Mei 2026",
            camat=camat(ukuran),
        )
    ) | {"tembusan": [f"Ketua BPD {desa(ukuran)} {k};" for k in range(banyak(ukuran, 0, 1, 40))]}


def laporan_camat(ukuran: str) -> dict[str, Any]:
    judul = ["Direncanakan", "Disahkan", "Dalam proses", "Belum tiba", "Terlambat", "Dibatalkan"]
    baris = [laporan.BarisCetak(f"{desa(ukuran)} {k}", ["1"] * len(judul)) for k in range(banyak(ukuran, 0, 3, 40))]
    bagian = laporan.BagianCetak(
        "Kunjungan pendampingan",
        judul,
        baris,
        ["12"] * len(judul),
        kalimat(ukuran, banyak(ukuran, 0, 1, 9)),
        kalimat(ukuran, 1),
        "" if baris else "Tidak ada kunjungan yang tanggalnya dalam masa ini.",
    )
    return asdict(
        laporan.IsiLaporan(
            kop=kop(ukuran),
            tempat="Uji",
            tanggal_surat="4 Mei 2026",
            kepada="Bupati Hulu Sungai Uji",
            sifat="Biasa",
            hal="Laporan Pembinaan dan Pengawasan Pemerintahan Desa Kecamatan Uji, Bulan April 2026",
            kecamatan="Kecamatan Uji",
            periode="Bulan April 2026",
            mulai="1 April 2026",
            selesai="30 April 2026",
            keadaan="4 Mei 2026",
            desa=len(baris),
            hasil=kalimat(ukuran, banyak(ukuran, 1, 2, 12)),
            bagian=[bagian] * banyak(ukuran, 1, 8, 8),
            masalah=kalimat(ukuran, banyak(ukuran, 1, 2, 12)),
            tindak_lanjut=kalimat(ukuran, banyak(ukuran, 1, 1, 12)),
            rekomendasi=kalimat(ukuran, banyak(ukuran, 1, 3, 30)),
            kata_camat=kalimat(ukuran, banyak(ukuran, 0, 1, 9)),
            camat=camat(ukuran),
            asli={},
        )
    ) | {"tembusan": [f"Inspektorat {k};" for k in range(banyak(ukuran, 0, 1, 40))]}


def surat_perintah_perjalanan(ukuran: str) -> dict[str, Any]:
    return asdict(
        perjalanan.SuratPerintah(
            kop=kop(ukuran),
            dasar=kalimat(ukuran, banyak(ukuran, 1, 3, 5)),
            orang=[orang(ukuran, k, f"Kepala {desa(ukuran)}") for k in range(banyak(ukuran, 1, 2, 9))],
            untuk=KALIMAT * banyak(ukuran, 1, 1, 3),
            tujuan=f"{ALAMAT}Kota Uji" if ukuran == LUAR_BIASA else "Kantor Dinas, Kota Uji",
            waktu="30 Desember 2026 sampai 2 Januari 2027",
            lama="4 (empat) hari, 2 (dua) hari kerja",
            pembebanan="APB Desa Tahun Anggaran 2026 (kegiatan 1.1.06)",
            pelaksana_harian="" if ukuran == RINGKAS else orang(ukuran).nama,
            laporan="" if ukuran == RINGKAS else "9 Januari 2027",
            tempat="Uji",
            tanggal_surat="4 Mei 2026",
            camat=camat(ukuran),
            mulai_kerja="2026-12-30",
        )
    ) | {"tembusan": [f"Bupati Uji {k};" for k in range(banyak(ukuran, 0, 1, 40))]}


def _mengingat() -> list[str]:
    return [b.teks for b in peraturan("uu-6-2014", "uu-23-2014", "pp-43-2014", "permendagri-20-2018")]


def _rancangan(ukuran: str) -> apbdes.Rancangan:
    singkat = "Anggaran Pendapatan dan Belanja Desa Tahun Anggaran 2026"
    nama = f"Rancangan Peraturan {desa(ukuran)} tentang {singkat}"
    return apbdes.Rancangan(desa(ukuran), "Kecamatan Uji", "Kabupaten Uji", "Uji", 2026, "murni", nama, singkat)


def _beku(ukuran: str) -> dict[str, Any]:
    n = banyak(ukuran, 0, 2, 12)
    putusan = {
        "kode": "B30-01",
        "judul": "Kelompok 30%",
        "tingkat": "wajib",
        "dasar": "Lampiran I BAB III",
        "hitungan": "35% > 30%",
        "pesan": KALIMAT,
        "putusan": "dilanggar",
        "sebutan": "Dilanggar",
        "baris": ["1.1.01"],
        "catatan": "",
        "sikap": "Diterima",
        "alasan": "",
        "oleh": "Siti Aminah",
    }
    ringkasan = ("pendapatan", "belanja", "surplus", "penerimaan_pembiayaan", "pengeluaran_pembiayaan")
    return {
        "diusulkan": "4 Mei 2026",
        "ringkasan": dict.fromkeys(ringkasan, "Rp1.250.000.000,00"),
        "dokumen": [{"nama": "RKP Desa", "keterangan": "ada"}],
        "langkah_pagu": [],
        "pagu": [{"nama": "Dana Desa", "nilai": "Rp800.000.000"}],
        "putusan": [putusan] * banyak(ukuran, 1, 8, 20),
        "perangkat": [{"nama": "Perbup Uji 1/2026", "judul": "Pedoman", "angka": []}],
        "catatan": [{"baris": "1.1.01 Siltap", "jumlah": "Rp1", "isi": KALIMAT, "oleh": "Siti"}] * n,
        "temuan": [{"uraian": KALIMAT, "dipantau": True, "dasar": "", "saran": KALIMAT}] * n,
    }


def berita_acara_apbdes(ukuran: str) -> dict[str, Any]:
    return asdict(
        apbdes.BeritaAcara(
            kop=kop(ukuran),
            rancangan=_rancangan(ukuran),
            waktu=HariTanggal(
                "Senin", "tanggal empat bulan Mei tahun dua ribu dua puluh enam", "04-05-2026", "4 Mei 2026"
            ),
            disepakati="31 Maret 2026",
            diajukan="1 April 2026",
            diterima="2 April 2026",
            batas="30 April 2026",
            sesuai=False,
            hasil="perlu diperbaiki",
            kesimpulan=kalimat(ukuran, banyak(ukuran, 1, 2, 8)),
            mengesampingkan=0,
            evaluasi=_beku(ukuran),
            evaluator=[orang(ukuran, k) for k in range(banyak(ukuran, 1, 2, 5))],
            kedudukan=[f"{k} Tim Evaluasi" for k in ("Sekretaris", *["Anggota"] * 4)][: banyak(ukuran, 1, 2, 5)],
            camat=camat(ukuran),
            tanggal_surat="4 Mei 2026",
        )
    )


def keputusan_apbdes(ukuran: str) -> dict[str, Any]:
    r = _rancangan(ukuran)
    return asdict(
        apbdes.Keputusan(
            kop=kop(ukuran),
            rancangan=r,
            jabatan="Camat Uji",
            sebutan_camat="Camat",
            tentang=f"Hasil Evaluasi {r.nama}",
            menimbang=kalimat(ukuran, 3),
            mengingat=_mengingat() * banyak(ukuran, 1, 1, 3),
            menetapkan=kalimat(ukuran, banyak(ukuran, 2, 4, 5)),
            sesuai=False,
            hasil="perlu diperbaiki",
            kesimpulan=[],
            berita_acara="1/BA",
            evaluasi=_beku(ukuran),
            camat=camat(ukuran),
            tanggal_surat="4 Mei 2026",
        )
    ) | {"tembusan": ["Bupati Uji (sebagai laporan);", "Inspektorat Kabupaten Uji."][: banyak(ukuran, 0, 2, 2)]}


PENYUSUN = {
    "surat_tugas_perut": surat_tugas_perut,
    "berita_acara_perut": berita_acara_perut,
    "surat_tugas_monitoring": surat_tugas_monitoring,
    "laporan_monitoring": laporan_mon,
    "sk_tim_evaluasi": sk_tim,
    "lembar_evaluasi": lembar_evaluasi,
    "laporan_evaluasi": laporan_eval,
    "pengantar_evaluasi": pengantar_evaluasi,
    "teguran_temuan": teguran_temuan,
    "laporan_camat": laporan_camat,
    "surat_perintah_perjalanan": surat_perintah_perjalanan,
    "berita_acara_evaluasi_apbdes": berita_acara_apbdes,
    "keputusan_evaluasi_apbdes": keputusan_apbdes,
}
