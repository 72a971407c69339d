"""Addresses of data."""

from django.urls import path

from dudao.web.datasets.views import filling, looking

app_name = "datasets"
TABLE = "<str:address>/<str:code>/<str:table>"
urlpatterns = [
    path("", looking.body_list, name="body-list"),
    path("<str:address>/<str:code>/", looking.sheet_list, name="sheet-list"),
    path(f"{TABLE}/", looking.sheet_detail, name="sheet-detail"),
    path(f"{TABLE}/sheet.json", filling.sheet_json, name="sheet-json"),
    path(f"{TABLE}/cells", filling.cells, name="sheet-cells"),
    path(f"{TABLE}/rows", filling.rows, name="sheet-rows"),
    path(f"{TABLE}/explanations", filling.explanations, name="sheet-explanations"),
    path(f"{TABLE}/history", filling.cell_history, name="cell-history"),
    path(f"{TABLE}/move/<str:move>/", looking.sheet_move, name="sheet-move"),
]
