from django.urls import path

from fengqiao.domains.accounts import pages

app_name = "accounts"
urlpatterns = [
    path("sign-in/", pages.sign_in, name="sign_in"),
    path("sign-out/", pages.sign_out, name="sign_out"),
    path("password/", pages.new_password, name="new_password"),
]
