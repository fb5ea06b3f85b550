"""The addresses of acting for others, and of visits at home."""

from django.urls import path

from onevisit.workbench.views import agents, assistance, home_visits

PATHS = [
    path("assist", assistance.home, name="assist"),
    path("assist/drafts/<int:draft>", assistance.draft, name="assist-draft"),
    path("assist/words", assistance.words, name="assist-words"),
    path("assist/words/<slug:reference>", assistance.word, name="assist-word"),
    path("assist/words/<slug:reference>/papers/<slug:sha256>", assistance.paper, name="assist-paper"),
    path("assist/revoke", agents.revoke, name="assist-revoke"),
    path("assist/agents", agents.agents, name="agents"),
    path("home-visits", home_visits.visits, name="home-visits"),
    path("home-visits/new", home_visits.new, name="home-visit-new"),
    path("home-visits/<slug:reference>", home_visits.visit, name="home-visit"),
    path("home-visits/<slug:reference>/photos/<slug:sha256>", home_visits.photo, name="home-visit-photo"),
    path("cases/<slug:number>/words/<slug:reference>", assistance.word_of_case, name="case-word"),
    path(
        "cases/<slug:number>/words/<slug:reference>/papers/<slug:sha256>",
        assistance.paper_of_case,
        name="case-word-paper",
    ),
]
