from berkas.urls.berkas import halaman
from berkas.urls.kiriman import kiriman

app_name = "berkas"
urlpatterns = [*kiriman, *halaman]
