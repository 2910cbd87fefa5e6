"""What happens to documents after they are signed: received, kept, listed, taken out in bulk. Under naskah/."""

from django.urls import path

from naskah.views import agenda, ekspor, kiriman
from naskah.views.arsip import Arsip

kiriman_ekspor = [
    path("masuk/", kiriman.KotakMasuk.as_view(), name="kotak-masuk"),
    path("penerimaan/", kiriman.KirimanDaftar.as_view(), name="kiriman-daftar"),
    path("penerimaan/<int:pk>/terima/", kiriman.kiriman_terima, name="kiriman-terima"),
    path("arsip/", Arsip.as_view(), name="arsip"),
    path("agenda/", agenda.agenda, name="agenda"),
    path("agenda/xlsx/", agenda.agenda_unduh_xlsx, name="agenda-xlsx"),
    path("agenda/pdf/", agenda.agenda_minta_pdf, name="agenda-pdf"),
    path("ekspor/", ekspor.EksporDaftar.as_view(), name="ekspor-daftar"),
    path("ekspor/minta/", ekspor.ekspor_minta, name="ekspor-minta"),
    path("ekspor/<int:pk>/", ekspor.ekspor_rinci, name="ekspor-rinci"),
    path("ekspor/<int:pk>/unduh/", ekspor.ekspor_unduh, name="ekspor-unduh"),
    path("ekspor/<int:pk>/batal/", ekspor.ekspor_batal, name="ekspor-batal"),
    path("ekspor/<int:pk>/ulang/", ekspor.ekspor_ulang, name="ekspor-ulang"),
]
