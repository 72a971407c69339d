"""Addresses of this app, under /library/keep/."""

from django.urls import path

from dudao.web.publishing.views import correct, privacy, queue, replacing, rounds, upload

app_name = "publishing"
urlpatterns = [
    path("", upload.upload_new, name="upload-new"),
    path("words/", upload.words_new, name="words-new"),
    path("queue/", queue.upload_queue, name="upload-queue"),
    path("queue/decide/", queue.upload_decide, name="upload-decide"),
    path("blocks/", queue.block_list, name="block-list"),
    path("blocks/<uuid:person>/lift/", queue.block_lift, name="block-lift"),
    path("rounds/", rounds.submission_list, name="submission-list"),
    path("rounds/<str:address>/", rounds.submission_publish, name="submission-publish"),
    path("<str:address>/", correct.document_correct, name="document-correct"),
    path("<str:address>/again/", upload.upload_again, name="upload-again"),
    path("<str:address>/discard/", upload.upload_discard, name="upload-discard"),
    path("<str:address>/take-back/", correct.take_back, name="take-back"),
    path("<str:address>/instead-of/", correct.replace_older, name="replace-older"),
    path("<str:address>/privacy/", privacy.privacy_check, name="privacy-check"),
    path("<str:address>/privacy/<int:number>.webp", privacy.bare_picture, name="bare-picture"),
    path("<str:address>/review/", queue.upload_review, name="upload-review"),
    path("<str:address>/replace/", replacing.document_replace, name="document-replace"),
    path("<str:address>/withdraw/", replacing.document_withdraw, name="document-withdraw"),
    path("<str:address>/restore/", replacing.document_restore, name="document-restore"),
    path("<str:address>/errata/", replacing.erratum_list, name="erratum-list"),
]
