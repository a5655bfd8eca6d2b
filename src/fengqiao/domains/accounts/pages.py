"""Pages of signing in."""

from __future__ import annotations

from typing import Any, cast

from django.contrib.auth import update_session_auth_hash
from django.contrib.auth.decorators import login_required
from django.contrib.auth.forms import AuthenticationForm
from django.contrib.auth.views import LoginView, LogoutView
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render

from fengqiao.domains.accounts.actions import change_password, note_refused_sign_in, note_sign_in, note_sign_out
from fengqiao.domains.accounts.contracts import WeakPasswordError
from fengqiao.domains.accounts.forms import NewPasswordForm
from fengqiao.domains.accounts.queries import get_actor
from fengqiao.foundation.scoping.requests import FengqiaoRequest


class SignIn(LoginView):
    """Django's page; each try at an account that exists is noted."""

    template_name = "accounts/sign_in.html"
    redirect_authenticated_user = True

    def form_valid(self, form: AuthenticationForm) -> HttpResponse:
        answer = super().form_valid(form)
        note_sign_in(actor=get_actor(user=form.get_user()))
        return answer

    def form_invalid(self, form: AuthenticationForm) -> HttpResponse:
        note_refused_sign_in(username=form.data.get("username", ""))
        return super().form_invalid(form)


class SignOut(LogoutView):
    """Django's page; who leaves is noted."""

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        note_sign_out(actor=cast(FengqiaoRequest, request).actor)
        return super().post(request, *args, **kwargs)


sign_in = SignIn.as_view()
sign_out = SignOut.as_view()


@login_required
def new_password(request: FengqiaoRequest) -> HttpResponse:
    """This page will let the one who is signed in choose a new password."""
    user = request.user
    assert user.is_authenticated  # login_required saw to it
    form = NewPasswordForm(request.POST or None, user=user)
    if form.is_valid():
        try:
            change_password(actor=request.actor, user_id=user.pk, password=form.cleaned_data["password"])
        except WeakPasswordError as error:
            for message in error.messages:
                form.add_error("password", message)
        else:
            user.refresh_from_db()
            update_session_auth_hash(request, user)
            return redirect("first_page")
    return render(request, "accounts/new_password.html", {"form": form})
