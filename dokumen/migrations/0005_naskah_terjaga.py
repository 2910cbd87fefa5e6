import dokumen.kode
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("dokumen", "0004_naskah_lama")]

    operations = [
        migrations.RemoveField(
            model_name="naskah",
            name="pengganti",
        ),
        migrations.AlterField(
            model_name="naskah",
            name="kode",
            field=models.CharField(
                default=dokumen.kode.kode_buat,
                editable=False,
                max_length=26,
                unique=True,
                verbose_name="kode verifikasi",
            ),
        ),
        migrations.AddConstraint(
            model_name="naskah",
            constraint=models.UniqueConstraint(
                condition=models.Q(("nomor", ""), _negated=True),
                fields=("kecamatan", "jenis", "nomor"),
                name="naskah_nomor_unik",
            ),
        ),
        migrations.AddConstraint(
            model_name="naskah",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(
                        ("disetujui__isnull", False),
                        (
                            "status__in",
                            ["diarsipkan", "dicabut", "didistribusikan", "diganti", "disetujui", "ditandatangani"],
                        ),
                        ("urut__isnull", False),
                        models.Q(("nomor", ""), _negated=True),
                        models.Q(("cara_ttd", ""), _negated=True),
                    ),
                    models.Q(
                        ("nomor", ""),
                        ("status__in", ["diajukan", "dibatalkan", "dikembalikan", "diverifikasi", "draf"]),
                        ("urut__isnull", True),
                    ),
                    _connector="OR",
                ),
                name="naskah_bernomor_sejak_disetujui",
                violation_error_message="Nomor diberikan ketika naskah disetujui, tidak sebelum dan tidak sesudahnya.",
            ),
        ),
    ]
