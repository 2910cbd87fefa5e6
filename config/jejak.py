"""What the audit trail covers: every model stands here once, covered or excepted with a reason (jejak/liputan.py)."""

from jejak.liputan import Liput

BIASA = Liput()
RINCIAN = Liput(ringkas=True)
BERTANDA = Liput(tetap=True)
RIWAYAT = Liput(buat=False)
PEKERJA = "kemajuan pekerja, bukan perbuatan orang"
KEMAJUAN = dict.fromkeys(("maju", "total", "tanpa_pdf", "percobaan", "pelari", "detak", "galat", "catatan"), PEKERJA)
OLAHAN = dict.fromkeys(("pratinjau", "pratinjau_halaman", "halaman", "olah_percobaan", "olah_galat", "teks"), PEKERJA)

LIPUTAN = {
    # people and what they may do
    "akun.Pengguna": Liput(
        akun="pk",
        rahasia=frozenset({"password", "token_kalender"}),
        tanpa={"last_login": "masuk dicatat sendiri"},
    ),
    "akun.Penugasan": Liput(akun="pengguna", tetap=True),  # who had the power to sign, and until when
    "akun.AkunPejabat": Liput(akun="pengguna"),
    "akun.Undangan": Liput(akun="pengguna", rahasia=frozenset({"sidik"})),
    "akun.SurelBaru": Liput(akun="pengguna", rahasia=frozenset({"sidik"})),
    "akun.TautanAwal": Liput(rahasia=frozenset({"sidik"})),
    "notifikasi.PilihanKabar": Liput(akun="pengguna"),
    # regions and officials
    "desa.Kabupaten": BIASA,
    "desa.Kecamatan": BIASA,
    "desa.Desa": BIASA,
    "desa.Perangkat": BIASA,
    "desa.AnggotaBPD": BIASA,
    "desa.PengurusLKD": BIASA,
    "desa.HariLibur": BIASA,
    "desa.Bawaan": BIASA,
    "desa.RiwayatData": RIWAYAT,
    "pembaruan.Usulan": BIASA,
    "pembaruan.RiwayatUsulan": RIWAYAT,
    # files
    "berkas.KategoriBerkas": BIASA,
    "berkas.KebutuhanBerkas": BIASA,
    "berkas.Berkas": Liput(tanpa={"teks_cari": "diturunkan dari isi berkas"}),
    "berkas.RiwayatBerkas": RIWAYAT,
    "berkas.VersiBerkas": Liput(tanpa=OLAHAN),
    "berkas.PejabatBerkas": BIASA,
    # official documents: what is signed stays for ever
    "naskah.Naskah": Liput(tetap=True, tanpa={"pdf_galat": PEKERJA}),
    "naskah.RiwayatNaskah": Liput(buat=False, tetap=True),
    "naskah.PenandaTangan": BERTANDA,
    "naskah.VersiPdf": BERTANDA,
    "naskah.Kiriman": BERTANDA,
    "naskah.Pindaian": BERTANDA,
    "naskah.PengalihanPenanda": BERTANDA,
    "naskah.NomorTerpakai": BERTANDA,
    "naskah.HitunganNomor": BERTANDA,
    "naskah.SeriNomor": BERTANDA,
    "naskah.PenutupanNomor": BERTANDA,
    "naskah.PembukaanNomor": BERTANDA,
    "naskah.AkarSertifikat": BERTANDA,
    "naskah.Sertifikat": Liput(akun="pengguna", tetap=True, rahasia=frozenset({"p12"})),
    "naskah.PengaturanTtd": BERTANDA,
    "naskah.TataNaskah": BIASA,
    "naskah.DaftarNaskah": BIASA,
    "naskah.PekerjaanEkspor": Liput(akun="pengguna", tetap=True, tanpa=KEMAJUAN),
    # findings
    "tindaklanjut.Temuan": BIASA,
    "tindaklanjut.RiwayatTemuan": RIWAYAT,
    "tindaklanjut.BuktiJawaban": BIASA,
    "tindaklanjut.TindakLanjut": BIASA,
    # visits
    "perut.InstrumenBuku": BIASA,
    "perut.Buku": RINCIAN,
    "perut.BukuLama": RINCIAN,
    "perut.KunjunganLama": RINCIAN,
    "perut.Program": BIASA,
    "perut.Lokus": BIASA,
    "perut.Kunjungan": BIASA,
    "perut.RiwayatKunjungan": RIWAYAT,
    "perut.CatatanKunjungan": BIASA,
    "perut.Kehadiran": BIASA,
    "perut.Kegiatan": BIASA,
    "perut.Pemeriksaan": RINCIAN,
    "perut.Kesepakatan": BIASA,
    "perut.Foto": BIASA,
    # monitoring
    "monitoring.FormulirMonitoring": BIASA,
    "monitoring.RiwayatFormulirMonitoring": RIWAYAT,
    "monitoring.ButirMonitoring": RINCIAN,
    "monitoring.Monitoring": BIASA,
    "monitoring.RiwayatMonitoring": RIWAYAT,
    "monitoring.PetugasMonitoring": BIASA,
    "monitoring.LembarMonitoring": BIASA,
    "monitoring.JawabanMonitoring": RINCIAN,
    "monitoring.FotoMonitoring": BIASA,
    # evaluation
    "evaluasi.FormulirEvaluasi": BIASA,
    "evaluasi.RiwayatFormulirEvaluasi": RIWAYAT,
    "evaluasi.Aspek": RINCIAN,
    "evaluasi.TingkatAspek": RINCIAN,
    "evaluasi.TimEvaluasi": BIASA,
    "evaluasi.AnggotaTim": BIASA,
    "evaluasi.Evaluasi": BIASA,
    "evaluasi.RiwayatEvaluasi": RIWAYAT,
    "evaluasi.LembarEvaluasi": BIASA,
    "evaluasi.Penilaian": BIASA,
    "evaluasi.NilaiAspek": BIASA,
    "evaluasi.PembahasanAspek": BIASA,
    # budgets
    "apbdes.KegiatanTambahan": BIASA,
    "apbdes.RekeningTambahan": BIASA,
    "apbdes.NilaiAturan": BIASA,
    "apbdes.PilihanPerangkat": BIASA,
    "apbdes.Apbdes": BIASA,
    "apbdes.VersiApbdes": BIASA,
    "apbdes.RiwayatApbdes": RIWAYAT,
    "apbdes.DokumenPendamping": BIASA,
    "apbdes.CatatanPagu": BIASA,
    "apbdes.SikapAturan": BIASA,
    "apbdes.PernyataanEvaluator": BIASA,
    "apbdes.CatatanBaris": BIASA,
    "apbdes.TemuanEvaluasi": BIASA,
    "apbdes.FaktaDesa": BIASA,
    "apbdes.PadananImpor": BIASA,
    "apbdes.BentukLembar": BIASA,
    "apbdes.FormulirLembar": BIASA,
    "apbdes.RiwayatFormulirLembar": RIWAYAT,
    "apbdes.ButirLembar": RINCIAN,
    "apbdes.IsianLembar": BIASA,
    "apbdes.PerangkatAturan": BIASA,
    "apbdes.RiwayatPerangkat": RIWAYAT,
    "apbdes.RincianPendapatan": RINCIAN,
    "apbdes.RincianPembiayaan": RINCIAN,
    "apbdes.RincianBelanja": RINCIAN,
    "apbdes.TimEvaluasiApbdes": BIASA,
    "apbdes.DelegasiEvaluasi": BIASA,
    "otp_totp.TOTPDevice": Liput(
        akun="user",
        rahasia=frozenset({"key"}),
        tanpa=dict.fromkeys(
            (
                *("drift", "last_t", "last_used_at", "created_at"),
                *("throttling_failure_timestamp", "throttling_failure_count"),
            ),
            "hitungan pustaka; masuk dan kode salah dicatat sendiri",
        ),
    ),
    # Django's own
    "admin.LogEntry": RIWAYAT,
    "auth.Group": BIASA,
}

DIKECUALIKAN = {
    "jejak.Catatan": "jejak itu sendiri",
    "jejak.Segel": "jejak itu sendiri",
    "operasi.PemeriksaanBerkas": "kemajuan pemeriksaan berkas, bukan perbuatan orang",
    "operasi.MasalahBerkas": "hasil pemeriksaan berkas, bukan perbuatan orang",
    "antrean.Pekerjaan": "antrean pekerja; yang dikerjakannya tercatat atas nama yang memintanya",
    "notifikasi.Pemberitahuan": "salinan kabar tentang perubahan yang sudah tercatat",
    "notifikasi.Ringkasan": "tanda bahwa surel ringkasan sudah dikirim",
    "monitoring.KabarMonitoring": "tanda bahwa pengingat sudah dikirim",
    "apbdes.KabarTenggat": "tanda bahwa pengingat sudah dikirim",
    "berkas.KabarTuntutan": "tanda bahwa pengingat sudah dikirim",
    "berkas.Unggahan": "kiriman yang belum selesai; hasilnya VersiBerkas",
    "berkas.BagianUnggahan": "kiriman yang belum selesai; hasilnya VersiBerkas",
    "akun.LembarImpor": "pratinjau impor yang dibuang sendiri; hasilnya tercatat baris demi baris",
    "akun.Konsep": "isian yang menunggu pemiliknya masuk lagi; yang akhirnya disimpan tercatat",
    "naskah.PekerjaanTtd": "langkah mesin tanda tangan; hasilnya tercatat pada penanda dan versi PDF",
    "auth.Permission": "tidak dipakai: izin datang dari tabel setiap ruang",
    "contenttypes.ContentType": "daftar model milik Django",
    "sessions.Session": "masuk dan keluar dicatat sendiri; isinya rahasia",
    "akun.Percobaan": "hitungan pembatas; setiap masuk dan gagal masuk dicatat sendiri",
    "akun.Sesi": "masuk, keluar, dan dikeluarkan dicatat sendiri",
    "akun.Gawai": "gawai baru dikabarkan kepada pemiliknya; masuknya dicatat sendiri dengan perambannya",
    "otp_static.StaticDevice": "wadah kode pemulihan; dibuat, dipakai, dan dilepasnya dicatat sendiri",
    "otp_static.StaticToken": "sidik kode pemulihan; dibuat dan dipakainya dicatat sendiri",
}

# Which row an address hands out; a file of any other address is told by the address itself.
BACAAN = {
    "naskah:naskah-pdf": "naskah.Naskah",
    "naskah:naskah-versi": "naskah.Naskah",
    "naskah:naskah-pratinjau": "naskah.Naskah",
    "naskah:pindaian-berkas": "naskah.Pindaian",
    "naskah:ekspor-unduh": "naskah.PekerjaanEkspor",
    "berkas:berkas-isi": "berkas.VersiBerkas",
    "apbdes:versi-pdf": "apbdes.VersiApbdes",
    "apbdes:versi-penjabaran": "apbdes.VersiApbdes",
    "apbdes:versi-ekspor": "apbdes.VersiApbdes",
    "apbdes:versi-pratinjau": "apbdes.VersiApbdes",
    "perut:kunjungan-pratinjau": "perut.Kunjungan",
    "monitoring:laporan-pratinjau": "monitoring.Monitoring",
    "evaluasi:laporan-pratinjau": "evaluasi.Evaluasi",
    "evaluasi:tim-sk-pdf": "evaluasi.TimEvaluasi",
}

# Pages that show one person's data beyond name and post: reading them is told too.
HALAMAN_DATA_PRIBADI = {
    "akun:orang-rinci": "akun.Pengguna",
    "akun:orang-ubah": "akun.Pengguna",
    "desa:perangkat-ubah": "desa.Perangkat",
    "desa:bpd-ubah": "desa.AnggotaBPD",
    "desa:lkd-ubah": "desa.PengurusLKD",
}

BUKAN_BACAAN = {
    "desa:kecamatan-lambang": "lambang daerah di kepala halaman",
    "perut:foto-berkas": "gambar kecil di halaman kunjungan; halamannya dibatasi lingkup",
    "monitoring:foto-berkas": "gambar kecil di halaman monitoring; halamannya dibatasi lingkup",
    "berkas:berkas-pratinjau": "gambar halaman dari berkas yang pembukaannya sudah tercatat",
    "perut:kalender-ics": "dibaca aplikasi kalender setiap jam; isinya jadwal tanpa data pribadi",
    "naskah:crl": "daftar pencabutan, terbuka bagi umum",
    "naskah:ca-sertifikat": "sertifikat otoritas, terbuka bagi umum",
    "akun:orang-massal-templat": "lembar kosong untuk diisi",
    "desa:perangkat-templat": "lembar kosong untuk diisi",
    "desa:bpd-templat": "lembar kosong untuk diisi",
    "desa:lkd-templat": "lembar kosong untuk diisi",
    "perut:bawaan-templat": "lembar kosong untuk diisi",
    "apbdes:versi-templat": "lembar kosong untuk diisi",
    "apbdes:kode-templat": "lembar kosong untuk diisi",
}
