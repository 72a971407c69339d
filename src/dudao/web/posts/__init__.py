"""Posts that people hold at bodies; the workbench."""
