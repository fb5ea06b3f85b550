"""The addresses of visits: of one case, where there were more than promised, and the figures."""

from django.urls import URLPattern, path

from onevisit.workbench.views import visits, visits_acts


def paths() -> list[URLPattern]:
    """Made once the converter of case numbers is registered."""
    return [
        path("cases/<case:number>/visits", visits_acts.record, name="visits-of-case"),
        path("visits", visits.excesses, name="visits"),
        path("visits.csv", visits.excesses_csv, name="visits-csv"),
        path("visits/figures", visits.figures, name="visit-figures"),
        path("visits/figures.csv", visits.figures_csv, name="visit-figures-csv"),
        path("visits/cases", visits.behind, name="visit-cases"),
        path("visits/appearances/<int:appearance>", visits_acts.rule, name="appearance"),
        path("visits/<case:number>", visits_acts.one, name="visits-one"),
    ]
