"""Addresses of data."""

from django.urls import path

from dudao.web.datasets.views import filling, handing_in, keeping, looking, measuring

app_name = "datasets"
TABLE = "<str:address>/<str:code>/<str:table>"
urlpatterns = [
    path("", looking.body_list, name="body-list"),
    path("<str:address>/<str:code>/", looking.sheet_list, name="sheet-list"),
    path("<str:address>/<str:code>/form.xlsx", keeping.workbook_form, name="workbook-form"),
    path("<str:address>/<str:code>/import/", handing_in.import_new, name="import-new"),
    path("<str:address>/<str:code>/import/<str:key>/", handing_in.import_detail, name="import-detail"),
    path("<str:address>/<str:code>/import/<str:key>/marked.xlsx", handing_in.import_marked, name="import-marked"),
    path("<str:address>/<str:code>/last-year/", handing_in.base_new, name="base-new"),
    path("<str:address>/<str:code>/indicators/", measuring.indicator_list, name="indicator-list"),
    path("<str:address>/<str:code>/indicators/<str:indicator>/", measuring.indicator_detail, name="indicator-detail"),
    path(f"{TABLE}/", looking.sheet_detail, name="sheet-detail"),
    path(f"{TABLE}/sheet.json", filling.sheet_json, name="sheet-json"),
    path(f"{TABLE}/cells", filling.cells, name="sheet-cells"),
    path(f"{TABLE}/rows", filling.rows, name="sheet-rows"),
    path(f"{TABLE}/explanations", filling.explanations, name="sheet-explanations"),
    path(f"{TABLE}/history", filling.cell_history, name="cell-history"),
    path(f"{TABLE}/versions/", keeping.version_list, name="version-list"),
    path(f"{TABLE}/versions/<int:number>/", keeping.version_detail, name="version-detail"),
    path(f"{TABLE}/versions/<int:old>/<int:new>/", keeping.version_difference, name="version-difference"),
    path(f"{TABLE}/move/<str:move>/", looking.sheet_move, name="sheet-move"),
]
