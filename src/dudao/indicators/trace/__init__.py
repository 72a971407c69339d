"""How a number came about, as a tree that is recorded first and rendered later."""
