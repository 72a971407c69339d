"""What is known of a body: datasets, ledger, evidence catalogue and terms."""
