"""What officials of a village can do: the competencies of their post, what was seen of them, and the trainings."""

from collections.abc import Collection

from django.conf import settings
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import Count, F, Q
from django.urls import reverse
from django.utils.formats import date_format

from akun.enums import WAKIL_DESA, Peran
from akun.lingkup import lingkup
from dasar.alur import RiwayatStatus
from dasar.konflik import Berversi
from desa.models import Desa, Kecamatan, Perangkat
from kapasitas.enums import PEMBACA, RESMI, SASARAN_BAWAAN, SUMBER_SASARAN, Sifat, StatusPenilaian, Tingkat, sebutan_ke


class VersiKompetensi(models.Model):
    """A dated version of the competencies, loaded from kapasitas/acuan/."""

    kode = models.SlugField("kode versi", unique=True)
    judul = models.CharField("judul", max_length=150)
    berlaku_sejak = models.DateField("berlaku sejak")
    catatan = models.CharField("catatan", max_length=300)
    sidik = models.CharField(max_length=64, editable=False)

    class Meta:
        verbose_name = "versi kompetensi"
        verbose_name_plural = "versi kompetensi"
        ordering = ["-berlaku_sejak", "-pk"]

    def __str__(self) -> str:
        return self.judul


class Kompetensi(models.Model):
    """One competency with the four sentences by which it is judged. The sentences are PERUT's own."""

    versi = models.ForeignKey(VersiKompetensi, models.CASCADE, related_name="kompetensi")
    urut = models.PositiveSmallIntegerField()
    kode = models.CharField("kode", max_length=10)
    nama = models.CharField("kompetensi", max_length=120)
    sumber = models.CharField("sumber", max_length=250)
    kutipan = models.CharField("kutipan", max_length=250)
    tersurat = models.BooleanField("disebut sumbernya")  # else it follows from a task that the source names
    kalimat_belum = models.CharField("belum", max_length=200)
    kalimat_dasar = models.CharField("dasar", max_length=200)
    kalimat_mampu = models.CharField("mampu", max_length=200)
    kalimat_mahir = models.CharField("mahir", max_length=200)

    class Meta:
        verbose_name = "kompetensi"
        verbose_name_plural = "kompetensi"
        ordering = ["versi", "urut"]
        constraints = [models.UniqueConstraint(fields=["versi", "kode"], name="kompetensi_kode_unik")]

    def __str__(self) -> str:
        return self.nama

    @property
    def kalimat(self) -> dict[int, str]:
        return {
            Tingkat.BELUM: self.kalimat_belum,
            Tingkat.DASAR: self.kalimat_dasar,
            Tingkat.MAMPU: self.kalimat_mampu,
            Tingkat.MAHIR: self.kalimat_mahir,
        }


class SyaratJabatan(models.Model):
    """That a post needs a competency. `usulan`: PERUT's own, no source that was read gives the post this task."""

    kompetensi = models.ForeignKey(Kompetensi, models.CASCADE, related_name="syarat")
    jabatan = models.CharField("jabatan", max_length=30)  # JabatanPerangkat, or "bpd"
    sifat = models.CharField("sifat", max_length=10, choices=Sifat.choices)
    usulan = models.BooleanField("usulan PERUT")
    dasar = models.CharField("dasar", max_length=500, blank=True)
    url = models.TextField("halaman sumber", blank=True)  # several, a space between them

    class Meta:
        verbose_name = "syarat jabatan"
        verbose_name_plural = "syarat jabatan"
        constraints = [models.UniqueConstraint(fields=["kompetensi", "jabatan"], name="syarat_sekali_per_jabatan")]

    def __str__(self) -> str:
        return f"{self.kompetensi} ({self.jabatan})"


class Sasaran(Berversi):
    """What a kecamatan wants to reach; without a row SASARAN_BAWAAN, which is the seed's."""

    kecamatan = models.OneToOneField(Kecamatan, models.CASCADE, related_name="sasaran_kapasitas")
    persen = models.PositiveSmallIntegerField(
        "sasaran (persen)",
        default=SASARAN_BAWAAN,
        validators=[
            MinValueValidator(1, "Sasaran sedikitnya 1 persen."),
            MaxValueValidator(100, "Sasaran paling banyak 100 persen."),
        ],
    )
    dasar = models.CharField("dasar", max_length=200, default=SUMBER_SASARAN)

    class Meta:
        verbose_name = "sasaran kapasitas"
        verbose_name_plural = "sasaran kapasitas"
        constraints = [
            models.CheckConstraint(
                condition=Q(persen__range=(1, 100)),
                name="sasaran_persen",
                violation_error_message="Sasaran antara 1 dan 100 persen.",
            )
        ]

    def __str__(self) -> str:
        return f"Sasaran kapasitas {self.kecamatan}"

    @property
    def wilayah(self) -> Kecamatan:
        return self.kecamatan


class PelatihanQuerySet(models.QuerySet):
    def untuk(self, pengguna):
        """The trainings of the offices in which this person works or which he watches over."""
        return self.filter(lingkup(pengguna, *PEMBACA, desa="pk", kecamatan="kecamatan"))


class Pelatihan(Berversi):
    """A training; who took part stands in `peserta`."""

    kecamatan = models.ForeignKey(Kecamatan, models.PROTECT, related_name="pelatihan")
    judul = models.CharField("judul", max_length=150)
    mulai = models.DateField("tanggal mulai")
    selesai = models.DateField("tanggal selesai", null=True, blank=True, help_text="Kosongkan bila hanya sehari.")
    penyelenggara = models.CharField("penyelenggara", max_length=120)
    tempat = models.CharField("tempat", max_length=120)
    keterangan = models.CharField("keterangan", max_length=300, blank=True)

    objects = PelatihanQuerySet.as_manager()

    class Meta:
        verbose_name = "pelatihan"
        verbose_name_plural = "pelatihan"
        ordering = ["-mulai", "-pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(selesai=None) | Q(selesai__gte=F("mulai")),
                name="pelatihan_selesai_setelah_mulai",
                violation_error_message="Tanggal selesai mendahului tanggal mulai.",
            ),
            models.UniqueConstraint(
                fields=["kecamatan", "judul", "mulai"],
                name="pelatihan_sekali",
                violation_error_message="Pelatihan dengan judul ini sudah dicatat pada tanggal itu.",
            ),
        ]

    def __str__(self) -> str:
        return self.judul

    def get_absolute_url(self) -> str:
        return reverse("kapasitas:pelatihan-rinci", args=[self.pk])

    @property
    def wilayah(self) -> Kecamatan:
        return self.kecamatan

    @property
    def hari(self) -> str:
        """'5 Mei 2026' or '5 Mei 2026 sampai 7 Mei 2026'."""
        awal = date_format(self.mulai, "j F Y")
        if self.selesai is None or self.selesai == self.mulai:
            return awal
        return f"{awal} sampai {date_format(self.selesai, 'j F Y')}"


class Peserta(models.Model):
    """An official at a training, by name and post as they were then: whoever leaves later has attended all the same."""

    pelatihan = models.ForeignKey(Pelatihan, models.CASCADE, related_name="peserta")
    perangkat = models.ForeignKey(Perangkat, models.PROTECT, related_name="pelatihan")
    nama = models.CharField("nama", max_length=150)
    sebutan = models.CharField("jabatan", max_length=150)

    class Meta:
        verbose_name = "peserta pelatihan"
        verbose_name_plural = "peserta pelatihan"
        ordering = ["perangkat__desa__nama", "nama", "pk"]
        constraints = [models.UniqueConstraint(fields=["pelatihan", "perangkat"], name="peserta_sekali")]

    def __str__(self) -> str:
        return self.nama


class PenilaianQuerySet(models.QuerySet):
    def untuk(self, pengguna):
        """The assessments of this person's villages: an office sees drafts too, a kepala desa and a sekretaris what was
        settled of theirs, any other official of a village only his own."""
        resmi = Q(status__in=RESMI)
        hanya: dict[Collection[str], Q] = {
            WAKIL_DESA | {Peran.PEMANTAU_KABUPATEN}: resmi,
            frozenset({Peran.PENYUSUN_DESA}): resmi & Q(perangkat__akun__pengguna=pengguna.pk),
        }
        return self.filter(lingkup(pengguna, hanya=hanya))

    def berlaku(self):
        """Settled, and not corrected by another."""
        return self.filter(status=StatusPenilaian.DITETAPKAN)

    def lengkap(self):
        return self.select_related("perangkat__akun__pengguna", "desa__kecamatan__kabupaten", "acuan", "dimulai_oleh")

    def terhitung(self):
        """Each knows how many competencies its post had to have (`wajib`) and in how many it was enough (`cukup`)."""
        wajib = Q(butir__sifat=Sifat.WAJIB)
        return self.annotate(
            wajib=Count("butir", filter=wajib),
            cukup=Count("butir", filter=wajib & Q(butir__tingkat__gte=Tingkat.MAMPU)),
        )


class Penilaian(Berversi):
    """What was seen of one official in one post on a day. Settled it never changes: a new one with a reason takes its
    place (`koreksi_atas`), as the same one in the row (`ke`)."""

    perangkat = models.ForeignKey(Perangkat, models.PROTECT, related_name="penilaian")
    desa = models.ForeignKey(Desa, models.PROTECT, related_name="+")
    nama = models.CharField("nama", max_length=150, editable=False)
    jabatan = models.CharField("jabatan", max_length=30, editable=False)
    sebutan = models.CharField("sebutan jabatan", max_length=150, editable=False)
    acuan = models.ForeignKey(VersiKompetensi, models.PROTECT, related_name="penilaian", editable=False)
    tanggal = models.DateField("tanggal dinilai")
    catatan = models.TextField("catatan", blank=True, max_length=2000)
    ke = models.PositiveSmallIntegerField(null=True, editable=False)
    koreksi_atas = models.ForeignKey("self", models.PROTECT, null=True, related_name="koreksi", editable=False)
    alasan = models.CharField("alasan koreksi", max_length=300, blank=True, editable=False)
    status = models.CharField(
        "status", max_length=10, choices=StatusPenilaian.choices, default=StatusPenilaian.DRAF, editable=False
    )
    dimulai_oleh = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", editable=False)
    diubah_oleh = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+", editable=False
    )

    objects = PenilaianQuerySet.as_manager()

    class Meta:
        verbose_name = "penilaian"
        verbose_name_plural = "penilaian"
        ordering = ["-tanggal", "-pk"]
        indexes = [models.Index(fields=["perangkat", "status"])]
        constraints = [
            models.UniqueConstraint(
                fields=["perangkat"],
                condition=Q(status="draf"),
                name="penilaian_satu_draf",
                violation_error_message="Perangkat ini sedang dinilai.",
            ),
            models.UniqueConstraint(
                fields=["perangkat", "jabatan", "ke"],
                condition=Q(status="ditetapkan"),
                name="penilaian_satu_per_urutan",
                violation_error_message="Penilaian ini sudah ditetapkan.",
            ),
            models.CheckConstraint(
                condition=~Q(status__in=["ditetapkan", "dikoreksi"]) | Q(ke__isnull=False),
                name="penilaian_ditetapkan_berurutan",
            ),
            models.CheckConstraint(
                condition=Q(koreksi_atas=None) | ~Q(alasan=""),
                name="penilaian_koreksi_beralasan",
                violation_error_message="Koreksi harus beralasan.",
            ),
        ]

    def __str__(self) -> str:
        return f"Penilaian {self.nama}, {date_format(self.tanggal, 'j F Y')}"

    def get_absolute_url(self) -> str:
        return reverse("kapasitas:penilaian-rinci", args=[self.pk])

    @property
    def wilayah(self) -> Desa:
        return self.desa

    @property
    def versi_baris(self) -> int:
        return self.versi

    @property
    def saat(self) -> str:
        """'Sebelum pendampingan'; a draft is not yet one of them."""
        return sebutan_ke(self.ke) if self.ke else "Draf"

    @property
    def draf(self) -> bool:
        return self.status == StatusPenilaian.DRAF


class RiwayatPenilaian(RiwayatStatus):
    penilaian = models.ForeignKey(Penilaian, models.CASCADE, related_name="riwayat")

    @property
    def ke_label(self) -> str:
        return str(StatusPenilaian(self.ke).label)


class Butir(models.Model):
    """One competency of an assessment, as it was needed then. `tingkat` None: not yet said.

    Of the evidence in another room its words are kept, with where it stands (`bukti_jenis`, `bukti_nomor`).
    """

    penilaian = models.ForeignKey(Penilaian, models.CASCADE, related_name="butir")
    kompetensi = models.ForeignKey(Kompetensi, models.PROTECT, related_name="+")
    sifat = models.CharField("sifat", max_length=10, choices=Sifat.choices)
    tingkat = models.PositiveSmallIntegerField("tingkat", null=True, choices=Tingkat.choices)
    dilihat = models.CharField("yang dilihat", max_length=300, blank=True)
    bukti_jenis = models.CharField(max_length=20, blank=True)
    bukti_nomor = models.CharField(max_length=40, blank=True)
    bukti_teks = models.CharField("bukti", max_length=250, blank=True)

    class Meta:
        verbose_name = "butir penilaian"
        verbose_name_plural = "butir penilaian"
        ordering = ["kompetensi__urut"]
        constraints = [
            models.UniqueConstraint(fields=["penilaian", "kompetensi"], name="butir_sekali"),
            models.CheckConstraint(
                condition=Q(tingkat=None) | Q(tingkat__lte=Tingkat.MAHIR), name="butir_tingkat_dikenal"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.kompetensi}: {self.get_tingkat_display() or 'belum diisi'}"

    @property
    def wajib(self) -> bool:
        return self.sifat == Sifat.WAJIB

    @property
    def kalimat(self) -> str:
        return "" if self.tingkat is None else self.kompetensi.kalimat[self.tingkat]

    @property
    def tanpa_bukti(self) -> bool:
        """Enough, and nothing says by what it was seen."""
        return self.tingkat is not None and self.tingkat >= Tingkat.MAMPU and not (self.dilihat or self.bukti_teks)


class Tanggapan(models.Model):
    """What the village, or the official himself, says to an assessment. It changes nothing in it."""

    penilaian = models.ForeignKey(Penilaian, models.CASCADE, related_name="tanggapan")
    oleh = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    isi = models.TextField("tanggapan", max_length=2000)
    waktu = models.DateTimeField(auto_now_add=True)

    class Meta:
        verbose_name = "tanggapan"
        verbose_name_plural = "tanggapan"
        ordering = ["waktu", "pk"]

    def __str__(self) -> str:
        return self.isi[:80]
