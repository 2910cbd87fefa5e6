"""What officials can do, what pendamping noted, who was sent where, and what villages asked."""

from collections import Counter
from datetime import datetime, time

from dasar.waktu import zona
from kapasitas.hitungan import DEFINISI, Capaian, capaian_per_desa, sasaran_kecamatan
from kapasitas.models import Pelatihan, Penilaian
from klinik.angka import angka
from klinik.enums import MENUNGGU, StatusPertanyaan
from klinik.models import Pertanyaan
from laporan.bagian.bentuk import Bagian, Baris, Kolom, Nilai, hitung_baris, tambah
from laporan.masa import Masa
from naskah.bagian import tanggal_panjang
from pendamping.tabel import Hitungan, bulan_tahun, sel_kecamatan
from perjalanan.enums import TERBIT, StatusPerjalanan
from perjalanan.models import Perjalanan

TANPA_PERJALANAN = (StatusPerjalanan.DRAF, StatusPerjalanan.DIGANTI)


def kapasitas(masa: Masa) -> Bagian:
    """As it stands today, with what was assessed and taught in the period."""
    capaian = capaian_per_desa(masa.pk)
    dinilai = Counter(
        Penilaian.objects.berlaku()
        .filter(perangkat__desa__in=masa.pk, tanggal__range=masa.rentang)
        .order_by()
        .values_list("perangkat__desa", flat=True)
    )

    def nilai(c: Capaian, baru: int) -> list[Nilai]:
        return [c.mampu, c.dinilai, c.belum_dinilai, c.persen, baru]

    semua = Capaian(*(sum(getattr(c, n) for c in capaian.values()) for n in ("mampu", "dinilai", "belum_dinilai")))
    latih = Pelatihan.objects.filter(kecamatan=masa.kecamatan, mulai__range=masa.rentang).order_by("mulai", "pk")
    rinci = [f"Pelatihan {p.judul}, {tanggal_panjang(p.mulai)}, oleh {p.penyelenggara}" for p in latih]
    sasaran = sasaran_kecamatan(masa.kecamatan)
    return Bagian(
        "kapasitas",
        "Kapasitas perangkat desa",
        kolom=[
            Kolom("mampu", "Mampu"),
            Kolom("dinilai", "Dinilai"),
            Kolom("belum", "Belum dinilai"),
            Kolom("persen", "Mampu dari yang dinilai", "%"),
            Kolom("baru", "Dinilai pada masa ini"),
        ],
        baris=[Baris(str(d), nilai(capaian[d.pk], dinilai[d.pk])) for d in masa.desa],
        jumlah=nilai(semua, sum(dinilai.values())),
        rinci=rinci,
        catatan=[f"{DEFINISI} Menurut keadaan pada hari laporan dihitung; sasarannya {sasaran.persen} persen."],
        kosong="" if semua.dinilai or rinci else "Belum ada perangkat yang dinilai kapasitasnya.",
    )


def pendamping(masa: Masa) -> Bagian:
    """The monthly sheets of what pendamping desa and pendamping lokal desa did in the villages."""
    bulan = [b for b in bulan_tahun(masa.mulai.year) if masa.memuat(b)]
    milik: dict[int, list] = {d.pk: [] for d in masa.desa}
    for s in sel_kecamatan(masa.kecamatan, bulan):
        milik.setdefault(s.desa.pk, []).append(s)

    def nilai(h: Hitungan) -> list[Nilai]:
        return [h.diharapkan, h.dikonfirmasi, h.menunggu, h.belum, h.persen]

    semua = Hitungan(tuple(s for d in masa.desa for s in milik[d.pk]))
    return Bagian(
        "pendamping",
        "Lembar bulanan pendamping",
        kolom=[
            Kolom("diharapkan", "Diharapkan"),
            Kolom("dikonfirmasi", "Dikonfirmasi"),
            Kolom("menunggu", "Menunggu konfirmasi"),
            Kolom("belum", "Belum diajukan atau dikembalikan"),
            Kolom("persen", "Dikonfirmasi", "%"),
        ],
        baris=[Baris(str(d), nilai(Hitungan(tuple(milik[d.pk])))) for d in masa.desa],
        jumlah=nilai(semua),
        catatan=["Satu lembar bagi setiap pendamping, desa, dan bulan penempatannya; bulan berjalan belum dinilai."],
        kosong="" if semua.diharapkan else "Tidak ada lembar pendamping yang diharapkan pada masa ini.",
    )


def perjalanan(masa: Masa) -> Bagian:
    """Journeys out of the kabupaten that began in the period."""
    isi: dict[int, dict[str, int]] = {}
    semua = Perjalanan.objects.filter(desa__in=masa.pk, mulai__range=masa.rentang).exclude(status__in=TANPA_PERJALANAN)
    for desa, status in semua.order_by().values_list("desa_id", "status"):
        keadaan = ["diminta"]
        if status in TERBIT:
            keadaan.append("terbit")
        if status == StatusPerjalanan.DILAPORKAN:
            keadaan.append("dilaporkan")
        tambah(isi, desa, keadaan)
    kolom = [
        Kolom("diminta", "Dimohonkan"),
        Kolom("terbit", "Surat perintah terbit"),
        Kolom("dilaporkan", "Sudah dilaporkan"),
    ]
    hasil = hitung_baris(masa.desa, kolom, isi)
    kosong = "" if hasil["jumlah"][0] else "Tidak ada perjalanan dinas luar kabupaten yang berangkat pada masa ini."
    return Bagian("perjalanan", "Perjalanan dinas kepala desa dan BPD", kosong=kosong, **hasil)


def klinik(masa: Masa) -> Bagian:
    """What villages asked in the period, as it stands today; the median of the first answers in working days."""
    awal, akhir = (datetime.combine(h, time.min, zona(masa.kecamatan)) for h in (masa.mulai, masa.besok))
    semua = Pertanyaan.objects.filter(desa__in=masa.pk, dibuat_pada__gte=awal, dibuat_pada__lt=akhir).exclude(
        status=StatusPertanyaan.DRAF
    )
    isi: dict[int, dict[str, int]] = {}
    for desa, status, dijawab in semua.order_by().values_list("desa_id", "status", "dijawab_pada"):
        keadaan = ["banyak"]
        if dijawab:
            keadaan.append("terjawab")
        if status in MENUNGGU:
            keadaan.append("menunggu")
        tambah(isi, desa, keadaan)
    kolom = [Kolom("banyak", "Diajukan"), Kolom("terjawab", "Sudah dijawab"), Kolom("menunggu", "Menunggu jawaban")]
    hasil = hitung_baris(masa.desa, kolom, isi)
    a = angka(semua)
    rinci = [f"Jawaban pertama, nilai tengah: {a.nilai_tengah_sebut}."] if a.terjawab else []
    catatan = ["Hari bertanya tidak dihitung, hari menjawab dihitung, menurut hari kerja kabupaten."] if rinci else []
    if any({"terjawab", "menunggu"} <= {k for k, n in d.items() if n} for d in isi.values()):
        catatan.append("Pertanyaan yang sudah dijawab lalu ditanyakan lagi terhitung pada keduanya.")
    kosong = "" if hasil["jumlah"][0] else "Tidak ada pertanyaan desa pada masa ini."
    return Bagian("klinik", "Klinik konsultasi", rinci=rinci, catatan=catatan, kosong=kosong, **hasil)
