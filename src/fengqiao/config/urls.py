from django.urls import include, path
from django.views.i18n import set_language

from fengqiao.config import audit_page, pages
from fengqiao.config.api import api, refuse_by_policy
from fengqiao.config.notices import notices

handler500 = "fengqiao.foundation.design.database_away.answer_error"

urlpatterns = [
    path("", pages.first_page, name="first_page"),
    path("glance/", pages.first_page_part, name="first_page_part"),
    path("notices/", notices, name="notices"),
    path("jump/", pages.jump, name="jump"),
    path("speed/", pages.speed, name="speed"),
    path("audit/", audit_page.audit_log, name="audit_log"),
    path("alive", pages.alive, name="alive"),
    path("language/", set_language, name="set_language"),
    path("", include("fengqiao.domains.accounts.urls")),
    path("design/", include("fengqiao.foundation.design.urls")),
    path("organisation/", include("fengqiao.domains.organisation.urls")),
    path("places/", include("fengqiao.domains.places.urls")),
    path("lists/", include("fengqiao.domains.duties.urls")),
    path("tasks/", include("fengqiao.domains.tasks.urls")),
    path("reports/", include("fengqiao.domains.cases.urls")),
    path("disputes/", include("fengqiao.domains.disputes.urls")),
    path("incidents/", include("fengqiao.domains.incidents.urls")),
    path("cameras/", include("fengqiao.domains.cameras.urls")),
    path("figures/", include("fengqiao.domains.indicators.urls")),
    path("api/", api.urls),
    path("VIID/Faces", refuse_by_policy),
    path("VIID/Persons", refuse_by_policy),
    path("VIID/Dispositions", refuse_by_policy),
]
