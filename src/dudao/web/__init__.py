"""The site: rounds, data, evidence and reports for offices, inspectors and the public. Nothing else imports it."""
