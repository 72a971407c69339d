"""The command line: noun, then verb. Names and JSON keys are public."""
