"""What a draft may ask of the facts: values of its body and period, their change, entries of the ledger, names."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from decimal import Decimal

from dudao.facts.contract import derived_metrics, fields_of_file, metric_columns_label, stages
from dudao.facts.datasets import previous_period
from dudao.facts.index import FactIndex
from dudao.facts.known import EvidenceEntry, Fact, KnownBody, KnownFacts, LedgerEntry
from dudao.schemes.drafting import Condition, Form, Term
from dudao.values.absence import State
from dudao.values.periods import Period, parse_period
