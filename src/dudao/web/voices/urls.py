"""Addresses of comments and complaints."""

from django.urls import path

from dudao.web.voices.views import comments, complaints, queues

app_name = "voices"
urlpatterns = [
    path("mine/", comments.own_comments, name="own-comments"),
    path("d/<str:address>/", comments.comment_list, name="comment-list"),
    path("d/<str:address>/write/", comments.comment_write, name="comment-write"),
    path("c/<str:comment>/", comments.comment_detail, name="comment-detail"),
    path("c/<str:comment>/helpful/", comments.comment_helpful, name="comment-helpful"),
    path("c/<str:comment>/report/", comments.comment_report, name="comment-report"),
    path("c/<str:comment>/withdraw/", comments.comment_withdraw, name="comment-withdraw"),
    path("d/<str:address>/complain/", complaints.complaint_new, name="complaint-new"),
    path("complaints/<int:number>/answer/", complaints.complaint_answer, name="complaint-answer"),
    path("complaints/<str:secret>/", complaints.complaint_state, name="complaint-state"),
    path("queue/complaints/", complaints.complaint_queue, name="complaint-queue"),
    path("queue/complaints/<int:number>/", complaints.complaint_decide, name="complaint-decide"),
    path("queue/complaints/<int:number>/files/<int:file>/", complaints.complaint_file, name="complaint-file"),
    path("queue/", queues.queue, name="queue"),
    path("queue/reports/", queues.report_queue, name="report-queue"),
    path("queue/blocks/", queues.block_list, name="block-list"),
    path("queue/blocks/<int:number>/lift/", queues.block_lift, name="block-lift"),
]
