"""One evaluation of one desa by a team, with the forms that it uses. Lampiran IV."""

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.urls import reverse

from akun.enums import DESA
from akun.lingkup import lingkup
from dasar.alur import RiwayatStatus
from desa.models import Desa
from evaluasi.enums import BELUM_DIBUKA, BERNILAI, TIDAK_BERLAKU, CaraNilai, StatusEvaluasi
from evaluasi.models.formulir import FormulirEvaluasi
from evaluasi.models.tim import AnggotaTim, TimEvaluasi
from naskah.enums.naskah import TERBIT
from naskah.models import Naskah
from naskah.queries.naskah import beserta_penerus


class EvaluasiQuerySet(models.QuerySet):
    def untuk(self, pengguna):
        """The evaluations this person may see: `evaluasi.lihat_evaluasi`, as a query.

        A village role shows what was accepted, and the evaluations of whose team the person is a member.
        """
        diterima = Q(status=StatusEvaluasi.SELESAI) | Q(status__in=TIDAK_BERLAKU, hasil_naskah__status__in=TERBIT)
        anggota = Q(tim__in=TimEvaluasi.objects.filter(anggota__pengguna=pengguna)) & ~Q(status__in=BELUM_DIBUKA)
        nilai = AnggotaTim.objects.filter(pengguna=pengguna, penilaian__isnull=False).values("penilaian__evaluasi")
        return self.filter(lingkup(pengguna, hanya={DESA: diterima | anggota | Q(pk__in=nilai)}))

    def lengkap(self):
        """With what every list row shows."""
        return self.select_related("desa__kecamatan", "tim", "hasil_naskah", "laporan", "pengantar")

    def ringkas(self):
        """The same without what is long, which no list shows."""
        return self.lengkap().defer("hasil", "hasil_naskah__isi", "laporan__isi", "pengantar__isi")

    def tentang(self, naskah):
        """The evaluation that this document is about; there is at most one."""
        semua = beserta_penerus(naskah)
        return self.filter(Q(hasil_naskah__in=semua) | Q(laporan__in=semua) | Q(pengantar__in=semua))

    def menunggu_nilai(self, pengguna):
        """Open for scoring, and this member has not handed in."""
        return self.filter(
            status=StatusEvaluasi.DINILAI, penilaian__anggota__pengguna=pengguna, penilaian__diserahkan__isnull=True
        ).distinct()

    def bernilai(self):
        return self.filter(status__in=BERNILAI)


class Evaluasi(models.Model):
    desa = models.ForeignKey(Desa, models.PROTECT, related_name="evaluasi")
    tim = models.ForeignKey(TimEvaluasi, models.PROTECT, related_name="evaluasi")
    tahun = models.PositiveSmallIntegerField("tahun yang dievaluasi")
    tanggal_mulai = models.DateField("dari tanggal", null=True, blank=True)
    tanggal_selesai = models.DateField("sampai dengan tanggal", null=True, blank=True)
    cara = models.CharField("cara menilai", max_length=10, choices=CaraNilai.choices, default=CaraNilai.TINGKAT)
    # The number that each level counts as, as exact decimal text: {"a": "95", "b": "79.5", …}. Fixed on opening.
    angka_tingkat = models.JSONField("angka setiap tingkat", default=dict, blank=True)
    status = models.CharField(
        "status", max_length=15, choices=StatusEvaluasi.choices, default=StatusEvaluasi.RENCANA, editable=False
    )
    alasan_tidak_lengkap = models.TextField("alasan anggota tidak menilai", blank=True)
    # Fixed on closing, for good: every aspect's scores and mean, totals and values, as exact text.
    hasil = models.JSONField("hasil", null=True, editable=False)
    hasil_naskah = models.OneToOneField(Naskah, models.PROTECT, null=True, editable=False, related_name="+")
    pengantar = models.OneToOneField(Naskah, models.PROTECT, null=True, editable=False, related_name="+")
    laporan = models.OneToOneField(Naskah, models.PROTECT, null=True, editable=False, related_name="+")
    menggantikan = models.ForeignKey(
        "self", models.PROTECT, null=True, blank=True, editable=False, related_name="pengganti"
    )
    # The report (Format V), written before it becomes a naskah.
    maksud = models.TextField("maksud/tujuan", blank=True)
    isi_kegiatan = models.TextField("isi kegiatan", blank=True)
    kesimpulan = models.TextField("kesimpulan", blank=True)
    saran = models.JSONField("saran", default=list, blank=True)
    versi = models.PositiveIntegerField(default=0, editable=False)
    diubah_oleh = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, editable=False, related_name="+"
    )
    dibuat_oleh = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, editable=False, related_name="+")
    dibuat = models.DateTimeField(auto_now_add=True)

    objects = EvaluasiQuerySet.as_manager()

    class Meta:
        verbose_name = "evaluasi"
        verbose_name_plural = "evaluasi"
        ordering = ["-tahun", "-pk"]
        indexes = [models.Index(fields=["desa", "tahun"]), models.Index(fields=["status", "tahun"])]
        constraints = [
            models.CheckConstraint(
                condition=Q(tanggal_selesai__isnull=True)
                | Q(tanggal_mulai__isnull=True)
                | Q(tanggal_selesai__gte=F("tanggal_mulai")),
                name="evaluasi_selesai_setelah_mulai",
                violation_error_message="Waktu evaluasi berakhir sebelum mulai.",
            ),
            models.CheckConstraint(
                condition=~Q(status__in=sorted(BERNILAI | TIDAK_BERLAKU)) | Q(hasil__isnull=False),
                name="evaluasi_ditutup_berhasil",
                violation_error_message="Evaluasi yang ditutup harus memuat hasilnya.",
            ),
        ]

    def __str__(self) -> str:
        return f"Evaluasi {self.desa} tahun {self.tahun}"

    def get_absolute_url(self) -> str:
        return reverse("evaluasi:evaluasi-rinci", args=[self.pk])

    @property
    def tempat_status(self) -> str:
        """Where what the status says is to be seen: the document, the reason, or the next step."""
        if self.hasil_naskah and self.status in {StatusEvaluasi.SELESAI, StatusEvaluasi.DICABUT}:
            return self.hasil_naskah.get_absolute_url()
        return (
            f"{self.get_absolute_url()}#{'pengembalian' if self.status == StatusEvaluasi.DIKEMBALIKAN else 'langkah'}"
        )

    @property
    def versi_baris(self) -> int:
        return self.versi

    @property
    def wilayah(self) -> Desa:
        return self.desa


class RiwayatEvaluasi(RiwayatStatus):
    evaluasi = models.ForeignKey(Evaluasi, models.CASCADE, related_name="riwayat")

    @property
    def ke_label(self) -> str:
        return StatusEvaluasi(self.ke).label


class LembarEvaluasi(models.Model):
    """One form that this evaluation uses, in the version that it was begun with."""

    evaluasi = models.ForeignKey(Evaluasi, models.CASCADE, related_name="lembar")
    formulir = models.ForeignKey(FormulirEvaluasi, models.PROTECT, related_name="lembar")
    urut = models.PositiveSmallIntegerField()

    class Meta:
        verbose_name = "lembar evaluasi"
        verbose_name_plural = "lembar evaluasi"
        ordering = ["evaluasi", "urut"]
        constraints = [models.UniqueConstraint(fields=["evaluasi", "formulir"], name="lembarevaluasi_formulir_sekali")]

    def __str__(self) -> str:
        return str(self.formulir)

    @property
    def wilayah(self) -> Desa:
        return self.evaluasi.desa
