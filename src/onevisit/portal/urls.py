"""The addresses of this door. `number` is a case's, `key` a matter's, `draft` the number of a draft."""

from django.urls import path, register_converter

from onevisit.portal import (
    about,
    cases,
    commitments,
    drafts,
    files,
    guides,
    hand_over,
    hearing,
    home,
    identity,
    licences,
    my_questions,
    parcels,
    rating,
    track,
    verify,
    versions,
)
from onevisit.portal import questions as asking
from onevisit.portal.answering import page as answering
from onevisit.portal.converters import CaseNumber, Sha256
from onevisit.portal.steps import begin, confirm, delivery, form, licence, materials, questions

register_converter(CaseNumber, "mine")
register_converter(Sha256, "file")

app_name = "portal"
urlpatterns = [
    path("", home.home, name="home"),
    path("search", guides.search, name="search"),
    path("suggest", guides.suggest, name="suggest"),
    path("matters", guides.matters, name="matters"),
    path("matters/<slug:key>", guides.guide, name="guide"),
    path("matters/<slug:key>/print", guides.printed, name="guide-print"),
    path("matters/<slug:key>/versions", versions.versions, name="versions"),
    path("apply/<slug:key>", begin.begin, name="apply"),
    path("drafts/<int:draft>", drafts.resume, name="draft"),
    path("drafts/<int:draft>/licence", licence.licence, name="draft-licence"),
    path("drafts/<int:draft>/questions", questions.questions, name="draft-questions"),
    path("drafts/<int:draft>/materials", materials.materials, name="draft-materials"),
    path("drafts/<int:draft>/form", form.form, name="draft-form"),
    path("drafts/<int:draft>/delivery", delivery.delivery, name="draft-delivery"),
    path("drafts/<int:draft>/confirm", confirm.confirm, name="draft-confirm"),
    path("drafts/<int:draft>/discard", drafts.discard, name="draft-discard"),
    path("drafts/<int:draft>/files/<file:sha256>", files.of_draft, name="draft-file"),
    path("my", cases.my_cases, name="cases"),
    path("my/drafts", drafts.mine, name="drafts"),
    path("my/licences", licences.mine, name="licences"),
    path("my/licences/<int:licence>/file", licences.download, name="licence-file"),
    path("my/enquiries", licences.enquiries, name="enquiries"),
    path("my/identity", identity.identity, name="identity"),
    path("cases/<mine:number>", cases.case, name="case"),
    path("cases/<mine:number>/receipt", cases.receipt, name="receipt"),
    path("cases/<mine:number>/send", parcels.send, name="send"),
    path("cases/<mine:number>/parcel", parcels.say, name="parcel"),
    path("cases/<mine:number>/answer", answering.answer, name="answer"),
    path("cases/<mine:number>/hearing", hearing.hearing, name="hearing"),
    path("cases/<mine:number>/hand-over", hand_over.hand_over, name="hand-over"),
    path("cases/<mine:number>/withdraw", cases.withdraw, name="withdraw"),
    path("cases/<mine:number>/rate", rating.of_mine, name="rate"),
    path("cases/<mine:number>/files/<file:sha256>", files.of_case, name="case-file"),
    path("track", track.track, name="track"),
    path("track/case", track.tracked, name="tracked"),
    path("track/rate", track.rate, name="tracked-rate"),
    path("track/forget", track.forget, name="track-forget"),
    path("questions", asking.published, name="questions"),
    path("questions/ask", asking.ask, name="question-ask"),
    path("questions/track", my_questions.track, name="question-track"),
    path("questions/tracked", my_questions.tracked, name="question-tracked"),
    path("questions/tracked/withdraw", my_questions.tracked_withdraw, name="question-withdraw"),
    path("questions/forget", my_questions.forget, name="question-forget"),
    path("my/questions", my_questions.mine, name="my-questions"),
    path("my/questions/<slug:reference>", my_questions.one, name="my-question"),
    path("my/questions/<slug:reference>/withdraw", my_questions.withdraw, name="my-question-withdraw"),
    path("verify", verify.verify, name="verify"),
    path("verify/<str:token>", verify.by_code, name="verified"),
    path("commitments", commitments.commitments, name="commitments"),
    path("halls", about.halls, name="halls"),
    path("organs", about.organs, name="organs"),
    path("about", about.about, name="about"),
]
