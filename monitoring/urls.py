from monitoring.views.formulir import halaman as formulir

app_name = "monitoring"

urlpatterns: list = [*formulir.urls()]
