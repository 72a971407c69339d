"""Work that outlasts a request: waits, runs with progress, is tried again after a killed worker, and tells plainly how it ended."""
