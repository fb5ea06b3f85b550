"""The addresses of the workbench."""

from django.urls import path, register_converter

from onevisit.workbench import assist_urls, editor_urls, visits_urls
from onevisit.workbench.acts.all import ACTS
from onevisit.workbench.views import (
    acts,
    appointment_slots,
    appointments,
    ask_rating,
    batches,
    bundles,
    case,
    cases,
    catalogue,
    collect,
    concentration,
    coordination,
    correction,
    decide,
    deferral,
    export,
    fees,
    files,
    hand_out,
    health,
    impact,
    intake,
    items,
    leave,
    ledger,
    levers,
    moves,
    parcels,
    payments,
    questions,
    receipt,
    receive,
    reductions,
    review,
    supervision,
    supply,
    taking,
    terminals,
    tickets,
    today,
    versions,
)

app_name = "workbench"


class CaseNumber:
    """Twelve digits; whether there is such a case, and for whom, is asked of casework."""

    regex = "[0-9]{12}"

    def to_python(self, value: str) -> str:
        """The number as it stands in the address."""
        return value

    def to_url(self, value: str) -> str:
        """The address of a number."""
        return value


class Sha256(CaseNumber):
    """The name of a file."""

    regex = "[0-9a-f]{64}"


register_converter(CaseNumber, "case")
register_converter(Sha256, "sha256")

urlpatterns = [
    path("", today.today, name="today"),
    path("find", cases.find, name="find"),
    path("items", items.items, name="items"),
    path("moves", moves.moves, name="moves"),
    path("items/<int:item>/claim", items.claim, name="claim"),
    path("window", tickets.window, name="window"),
    path("hall-day", tickets.hall_day, name="hall-day"),
    path("hall-day/tickets", tickets.behind, name="hall-tickets"),
    path("ticket-terminals", terminals.page, name="ticket-terminals"),
    path("intake", intake.choose, name="intake"),
    path("intake/begin", intake.begin, name="intake-begin"),
    path("intake/<int:draft>", intake.application, name="intake-draft"),
    path("intake/<int:draft>/discard", intake.discard, name="intake-discard"),
    path("intake/<int:draft>/bring-back", intake.bring_back, name="intake-bring-back"),
    path("intake/take", taking.take, name="intake-take"),
    path("intake/on-line", taking.on_line, name="intake-on-line"),
    path("intake/<int:draft>/hand-on", taking.hand_on, name="intake-hand-on"),
    path("intake/<int:draft>/missing", intake.missing, name="intake-missing"),
    path("intake/<int:draft>/files/<sha256:sha256>", files.scan, name="intake-file"),
    path("bundles", bundles.bundles, name="bundles"),
    path("bundles/<case:number>", bundles.bundle, name="bundle"),
    path("bundles/<case:number>/receipt", bundles.receipt, name="bundle-receipt"),
    path("cases", cases.cases, name="cases"),
    path("cases.csv", export.export, name="export"),
    path("cases/<case:number>", case.case, name="case"),
    path("cases/<case:number>/files/<sha256:sha256>", files.file, name="file"),
    path("cases/<case:number>/receive", receive.receive, name="receive"),
    path("cases/<case:number>/correction", correction.correction, name="correction"),
    path("cases/<case:number>/supply", supply.supply, name="supply"),
    path("cases/<case:number>/supplied", supply.supplied, name="supplied"),
    path("cases/<case:number>/deferral", deferral.deferral, name="deferral"),
    path("supply", supply.find, name="supply-find"),
    path("deferrals", deferral.deferrals, name="deferrals"),
    path("cases/<case:number>/receipt", receipt.receipt, name="receipt"),
    path("cases/<case:number>/review/<slug:stage>", review.review, name="review"),
    path("cases/<case:number>/decide", decide.decide, name="decide"),
    *(path(f"cases/<case:number>/{act.slug}", acts.page(act), name=act.slug) for act in ACTS),
    path("cases/<case:number>/hand-out", hand_out.one, name="hand-out-one"),
    path("hand-out", hand_out.ready, name="hand-out"),
    path("hand-out/give", hand_out.give, name="give"),
    path("hand-out/rate", ask_rating.ask, name="ask-rating"),
    path("hand-out/who", collect.find, name="collect-find"),
    path("hand-out/person", collect.person, name="collect"),
    path("hand-out/uncollected", collect.uncollected, name="uncollected"),
    path("hand-out/uncollected/print", collect.printed, name="uncollected-print"),
    path("hand-out/handed", collect.handed, name="handed-out"),
    path("hand-out/sheet", collect.sheet, name="hand-out-sheet"),
    path("appointments", appointments.day, name="appointments"),
    path("appointments/book", appointments.book, name="appointment-book"),
    path("appointments/<int:appointment>", appointments.one, name="appointment"),
    path("slots", appointment_slots.slots, name="appointment-slots"),
    path("questions", questions.questions, name="questions"),
    path("questions/promise", questions.promises, name="question-promise"),
    path("questions/<slug:reference>", questions.one, name="question"),
    path("coordination", coordination.coordination, name="coordination"),
    path("coordination/<slug:reference>", coordination.one, name="consultation"),
    path("coordination/<slug:reference>/sheet", coordination.sheet, name="consultation-sheet"),
    path("cases/<case:number>/ask", coordination.ask, name="ask-organ"),
    path("cases/<case:number>/disagree", coordination.disagree, name="disagree"),
    path("parcels", parcels.parcels, name="parcels"),
    path("parcels/<slug:number>", parcels.one, name="parcel"),
    path("parcels/<slug:number>/label", parcels.label, name="parcel-label"),
    path("cases/<case:number>/fees", fees.of_case, name="fees"),
    path("payments", payments.orders, name="payments"),
    path("fees/assess", fees.to_assess, name="fees-to-assess"),
    path("fees/take", fees.take, name="payment-take"),
    path("payments/days", payments.days, name="payment-days"),
    path("payments/<slug:order>", payments.one, name="payment"),
    path("payments/<slug:order>/receipt", payments.receipt, name="payment-receipt"),
    *visits_urls.paths(),
    path("supervision", supervision.overview, name="supervision"),
    path("supervision/cases", supervision.behind, name="behind"),
    path("concentration", concentration.overview, name="concentration"),
    path("concentration.csv", concentration.export, name="concentration-csv"),
    path("concentration/<slug:organ>", concentration.organ, name="concentration-organ"),
    path("supervision/ratings", supervision.ratings, name="ratings"),
    path("leave", leave.leave, name="leave"),
    path("leave/<int:leave>/end", leave.end, name="leave-end"),
    path("ledger", ledger.ledger, name="ledger"),
    path("levers", levers.levers, name="levers"),
    path("levers.csv", levers.export, name="levers-csv"),
    path("health", health.overview, name="health"),
    path("health.csv", health.export, name="health-csv"),
    path("catalogue", catalogue.catalogue, name="catalogue"),
    *assist_urls.PATHS,
    *editor_urls.PATHS,
    path("catalogue/<slug:matter>", catalogue.matter, name="catalogue-matter"),
    path("catalogue/<slug:matter>/levers", levers.of_matter, name="levers-of-matter"),
    path("catalogue/<slug:matter>/impact", impact.impact, name="impact"),
    path("reductions", reductions.reductions, name="reductions"),
    path("reductions.csv", reductions.export, name="reductions-csv"),
    path("versions/<slug:matter>/withdraw", batches.withdraw, name="withdraw-matter"),
    path("versions/<slug:matter>/<int:version>", versions.version, name="version"),
    path("versions/<slug:matter>/<int:version>/full", versions.full, name="version-full"),
    path("versions/<slug:matter>/<int:version>/opinion", versions.opinion, name="opinion"),
    path("versions/<slug:matter>/<int:version>/texts/<int:text>", versions.text, name="version-text"),
    path("versions", versions.versions, name="versions"),
    path("versions/batches", batches.batches, name="batches"),
    path("versions/batches/new", batches.new, name="batch-new"),
]
