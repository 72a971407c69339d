"""A fact reference: the name by which reports and indicators mean the same known value."""

from __future__ import annotations

from dudao.values.records import record


@record(order=True)
class FactReference:
    """One value, ledger entry, catalogue entry or term of a body.

    `table` is a dataset's or table's id (county, school_stage, ledger, evidence, terms, computed), `key` what tells its
    rows apart beside body and period (stage, running number, indicator code), `field` the column.

    >>> str(FactReference("city", "420900", "2020", "edu_exp"))
    'city/420900/2020//edu_exp'
    """

    table: str
    body_code: str
    period: str
    field: str
    key: str = ""

    def __str__(self) -> str:
        return "/".join((self.table, self.body_code, self.period, self.key, self.field))
