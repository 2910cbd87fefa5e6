"""Which sets apply follows from region and year now; what an office chose beside them is read as a guide."""

from django.db import migrations

DASAR, NASIONAL = "dasar", "nasional"
# What moved from a set into another one: (set, names, set).
ATURAN_PINDAH = (
    ("perbup-kayong-utara-66-2023", ["STR-07", "BAL-01", "BAL-02", "BAL-03", "PAGU-02"], DASAR),
    ("nasional-2024", ["NAS-SIL-01", "NAS-SIL-02", "NAS-B30", "NAS-B70"], NASIONAL),
)
ANGKA_PINDAH = [
    "siltap_kades_minimum",
    "siltap_sekdes_minimum",
    "kelompok_30",
    "batas_kelompok_30",
    "batas_kelompok_70",
    "rekening_tanah_kas",
]
WILAYAH = {"perbup-kayong-utara-66-2023": "61.11"}


def pindahkan(apps, schema_editor):
    """A set that applies by itself need not be chosen; a set of another region that was chosen is a guide.

    Attitudes towards verdicts and figures of a set follow their rule into the set where it is now.
    """
    alias = schema_editor.connection.alias
    PilihanPerangkat = apps.get_model("apbdes", "PilihanPerangkat")
    for p in PilihanPerangkat.objects.using(alias).select_related("kabupaten"):
        petunjuk = [k for k in p.perangkat if k in WILAYAH and WILAYAH[k] != p.kabupaten.kode]
        if petunjuk != p.perangkat:
            PilihanPerangkat.objects.using(alias).filter(pk=p.pk).update(perangkat=petunjuk)
    for lama, kode, baru in ATURAN_PINDAH:
        apps.get_model("apbdes", "SikapAturan").objects.using(alias).filter(perangkat=lama, kode__in=kode).update(perangkat=baru)
    apps.get_model("apbdes", "NilaiAturan").objects.using(alias).filter(perangkat="nasional-2024", angka__in=ANGKA_PINDAH).update(
        perangkat=NASIONAL
    )


class Migration(migrations.Migration):
    dependencies = [("apbdes", "0003_dicabut")]
    operations = [migrations.RunPython(pindahkan, migrations.RunPython.noop)]
