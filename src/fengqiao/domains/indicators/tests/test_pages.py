from __future__ import annotations

import pytest
from django.test import Client
from django.urls import reverse
from tests.stage import Stage

PAGES = ("indicators:chief", "indicators:province", "indicators:handover", "indicators:risks", "indicators:forecast")


@pytest.mark.parametrize("language", ["zh-hans", "en"])
@pytest.mark.parametrize("page", PAGES)
def test_every_page_opens_in_both_languages_in_an_empty_station(
    stage: Stage, client: Client, page: str, language: str
) -> None:
    client.force_login(stage.user("chief"))  # type: ignore[arg-type]
    assert client.get(reverse(page), headers={"accept-language": language}).status_code == 200


def test_an_auxiliary_is_told_that_figures_are_not_his(stage: Stage, client: Client) -> None:
    client.force_login(stage.user("auxiliary"))  # type: ignore[arg-type]
    assert client.get(reverse("indicators:chief")).status_code == 403


def test_somebody_not_signed_in_is_asked_to(stage: Stage, client: Client) -> None:
    assert client.get(reverse("indicators:chief")).status_code == 302
