"""Data, ledger and evidence for programs, under the policies and checks of the pages."""
