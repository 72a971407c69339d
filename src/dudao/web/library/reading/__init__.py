"""From a file to what is shown of it: pages, text, and what the core finds in it."""
