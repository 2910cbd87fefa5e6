from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("apbdes", "0012_sen")]

    operations = [
        migrations.AddField(
            model_name="faktadesa",
            name="jenis",
            field=models.CharField(blank=True, default="", max_length=10, verbose_name="jenis"),
            preserve_default=False,
        ),
    ]
