"""Assignments that wait for a second person: many agreed to with one password."""

from django import forms
from django.contrib import messages
from django.core.exceptions import ValidationError
from django.db import transaction
from django.http import HttpResponse
from django.shortcuts import redirect
from django.views.decorators.debug import sensitive_post_parameters

from akun.forms import KataSandiForm
from akun.models import Penugasan
from akun.orang_kedua import penugasan_menunggu
from akun.services.orang import penugasan_setujui
from dasar.formulir import salahkan, tampil, terkirim
from dasar.permintaan import Permintaan


class SetujuiForm(KataSandiForm):
    penugasan = forms.ModelMultipleChoiceField(
        queryset=Penugasan.objects.none(),
        error_messages={
            "required": "Pilih sedikitnya satu penugasan.",
            "invalid_choice": "Salah satu penugasan ini sudah tidak menunggu. Muat ulang halaman ini.",
            "invalid_pk_value": "Salah satu penugasan ini tidak dikenal. Muat ulang halaman ini.",
        },
    )
    field_order = ("penugasan", "sandi")

    def __init__(self, *args, tugas: list[Penugasan], **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["penugasan"].queryset = Penugasan.objects.filter(pk__in=[t.pk for t in tugas])


@sensitive_post_parameters()
def penugasan_persetujuan(request: Permintaan) -> HttpResponse:
    """All that this person may agree to; all that is chosen, or nothing."""
    tugas = penugasan_menunggu(request.user)
    form = SetujuiForm(terkirim(request), request=request, belum="Belum ada yang disetujui.", tugas=tugas)
    if request.method == "POST" and form.is_valid():
        dipilih = list(form.cleaned_data["penugasan"])
        try:
            with transaction.atomic():
                for t in dipilih:
                    penugasan_setujui(penugasan=t, oleh=request.user)
        except ValidationError as galat:
            salahkan(form, galat)
        else:
            messages.success(request, f"{len(dipilih)} penugasan berlaku.")
            return redirect("akun:penugasan-menunggu")
    terpilih = set(request.POST.getlist("penugasan"))
    return tampil(request, "akun/penugasan_menunggu.html", {"form": form, "tugas": tugas, "terpilih": terpilih})
