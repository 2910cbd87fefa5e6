app_name = "evaluasi"

urlpatterns: list = []
