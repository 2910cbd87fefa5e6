from evaluasi.views.formulir import halaman as formulir

app_name = "evaluasi"

urlpatterns: list = [*formulir.urls()]
