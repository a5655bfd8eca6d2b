from django.urls import include, path
from django.views.i18n import set_language

from fengqiao.config import pages

urlpatterns = [
    path("", pages.first_page, name="first_page"),
    path("alive", pages.alive, name="alive"),
    path("language/", set_language, name="set_language"),
    path("", include("fengqiao.domains.accounts.urls")),
]
