"""The documents that a kecamatan requires become its decisions about duties (docs/keputusan/0088).

Since when they are counted stays with the office: whoever had not begun to count would otherwise be late, overnight and
back to last year, with every duty that a regulation knows.
"""

from datetime import timedelta

from django.db import migrations, models

import django.db.models.deletion

# What a shipped duty asks for everywhere, on the day that its regulation gives.
DIATUR = {"apbdes", "lpj-apbdes", "lppd", "rkpdes", "rpjmdes"}
# What PERUT proposes, or knows from memory only: the office's decision is the reading of that duty.
DIUSULKAN = {
    "realisasi-dd": "KW-301",
    "realisasi-add": "KW-302",
    "realisasi-dbhpdrd": "KW-303",
    "sk-kepala-desa": "KW-304",
    "lkppd": "KW-218b",
}
KAYONG = "61.11"  # whose own regulation dates the LKPPD
MASA = {"bulanan": "bulan", "triwulanan": "triwulan", "semesteran": "semester", "tahunan": "tahun"}
ALASAN = "Diwajibkan kecamatan sebelum dokumen wajib dan kewajiban menjadi satu."


def _aturan(k):
    """The rule, and the words for it."""
    hari, periode = abs(k.jatuh_tempo_hari), k.kategori.periode
    if periode == "sekali":
        jatuh = k.mulai + timedelta(days=k.jatuh_tempo_hari * (31 if k.dihitung_dari == "bulan" else 1))
        return f"sekali {jatuh:%Y-%m-%d}", f"sekali, {jatuh:%d-%m-%Y}"
    satuan = "bulan" if k.dihitung_dari == "bulan" else "hari"
    tepi = "awal" if k.dihitung_dari == "awal" else "akhir"
    arah = "sebelum" if k.jatuh_tempo_hari < 0 else "setelah"
    return f"{hari} {satuan} {arah} {tepi}_{MASA[periode]}", f"{hari} {satuan} {arah} {tepi} {MASA[periode]}"


def pindahkan(apps, schema_editor):
    Kebutuhan = apps.get_model("berkas", "KebutuhanBerkas")
    Ketentuan = apps.get_model("kewajiban", "Ketentuan")
    alias = schema_editor.connection.alias
    kode = {}
    for k in Kebutuhan.objects.using(alias).select_related("kategori", "kecamatan").order_by("kecamatan", "mulai", "pk"):
        if k.kategori.kode in DIATUR or (k.kategori.kode == "lkppd" and k.kecamatan.kode.startswith(KAYONG)):
            continue
        kunci = (k.kecamatan_id, k.kategori_id)
        if k.kategori.kode in DIUSULKAN:
            kode[kunci] = DIUSULKAN[k.kategori.kode]
        elif kunci not in kode:
            ada = Ketentuan.objects.using(alias).filter(kecamatan=k.kecamatan, kode__startswith="K-").values_list("kode", flat=True)
            kode[kunci] = f"K-{max((int(n[2:]) for n in ada), default=0) + 1:03d}"
        aturan, tenggat = _aturan(k)
        isi = {
            "kecamatan": k.kecamatan,
            "kode": kode[kunci],
            "nama": k.kategori.nama,
            "pihak": "desa",
            "oleh": "Sekretaris Desa",
            "kepada": "Camat",
            "tenggat": tenggat[:150],
            "aturan": aturan,
            "dasar": (k.kategori.dasar or "Ketetapan kecamatan")[:200],
            "kategori": k.kategori.kode,
            "alasan": ALASAN,
        }
        # A period that ended before `mulai` was not asked for; its last day now is what says so.
        mulai = k.mulai
        if k.kategori.periode != "sekali" and k.dihitung_dari == "akhir" and k.jatuh_tempo_hari > 0:
            mulai += timedelta(days=k.jatuh_tempo_hari)
        Ketentuan.objects.using(alias).get_or_create(kecamatan=k.kecamatan, kode=kode[kunci], mulai=mulai, defaults=isi)
        if k.selesai:
            akhir = {"mulai": k.selesai + timedelta(days=1), "aktif": False}
            Ketentuan.objects.using(alias).get_or_create(
                kecamatan=k.kecamatan, kode=kode[kunci], mulai=akhir["mulai"], defaults=isi | akhir
            )


class Migration(migrations.Migration):

    dependencies = [
        ('berkas', '0004_sk_pejabat'),
        ('desa', '0005_urut_nama'),
        ('kewajiban', '0001_initial'),
    ]

    operations = [
        migrations.AlterField(
            model_name='ketentuan',
            name='kategori',
            field=models.CharField(blank=True, max_length=60, verbose_name='dokumen yang memenuhinya'),
        ),
        migrations.AlterField(
            model_name='ketentuan',
            name='kepastian',
            field=models.CharField(choices=[('naskah', 'naskahnya dibaca'), ('halaman', 'dikutip halaman umum'), ('ingatan', 'petunjuk, belum dipastikan'), ('usulan', 'usulan PERUT'), ('tidak-terlihat', 'isinya belum diketahui')], default='naskah', editable=False, max_length=15),
        ),
        migrations.CreateModel(
            name='KabarKewajiban',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('kode', models.CharField(max_length=20)),
                ('periode', models.CharField(blank=True, max_length=7)),
                ('sejak', models.CharField(blank=True, max_length=10)),
                ('batas', models.DateField()),
                ('jenis', models.CharField(choices=[('dekat', 'Segera jatuh tempo'), ('terlambat', 'Terlambat')], max_length=9)),
                ('waktu', models.DateTimeField(auto_now_add=True)),
                ('desa', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to='desa.desa')),
            ],
            options={
                'verbose_name': 'kabar kewajiban',
                'verbose_name_plural': 'kabar kewajiban',
                'constraints': [models.UniqueConstraint(fields=('desa', 'kode', 'periode', 'sejak', 'batas', 'jenis'), name='kabarkewajiban_sekali')],
            },
        ),
        migrations.RunPython(pindahkan, migrations.RunPython.noop),
    ]
