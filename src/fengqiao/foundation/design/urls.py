from django.urls import path

from fengqiao.foundation.design import pages

app_name = "design"
urlpatterns = [
    path("", pages.style_page, name="style_page"),
    path("points.json", pages.style_points, name="style_points"),
]
