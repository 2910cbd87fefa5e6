app_name = "apbdes"

urlpatterns: list = []
