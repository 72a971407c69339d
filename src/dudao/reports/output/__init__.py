"""What was read and what was noticed, as text, JSON, SARIF, one HTML page or a Word file with comments."""
