"""A key that is no number, in whatever form of Django's admin site: a sentence at its field."""

import pytest
from django.contrib import admin
from django.urls import reverse

from dasar.admin import AdminDasar

BERPILIHAN = sorted(
    m._meta.label_lower
    for m, a in admin.site._registry.items()
    if a.autocomplete_fields and type(a).has_add_permission is admin.ModelAdmin.has_add_permission
)


@pytest.mark.django_db
@pytest.mark.parametrize("label", BERPILIHAN)
@pytest.mark.parametrize("kunci", ["abc", "9" * 30, "1\x00"])
def test_kunci_yang_bukan_angka_menjadi_kalimat(client, orang, label, kunci):
    model = next(m for m in admin.site._registry if m._meta.label_lower == label)
    client.force_login(orang["admin"])
    isi = dict.fromkeys(admin.site._registry[model].autocomplete_fields, kunci)
    jawab = client.post(reverse(f"admin:{label.replace('.', '_')}_add"), isi)
    assert jawab.status_code == 200
    assert all(isinstance(a, AdminDasar) for a in admin.site._registry.values() if a.autocomplete_fields)
    galat = jawab.context["adminform"].form.errors
    assert set(isi) <= set(galat)
