from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("perut", "0002_alur_naskah")]
    operations = [
        migrations.AddConstraint(
            model_name="kunjungan",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("status__in", ["diajukan", "dikembalikan", "diverifikasi", "disahkan"]), _negated=True),
                    ("berita_acara__isnull", False),
                    _connector="OR",
                ),
                name="kunjungan_diajukan_berberita_acara",
                violation_error_message="Kunjungan yang diajukan harus mempunyai berita acara.",
            ),
        ),
    ]
