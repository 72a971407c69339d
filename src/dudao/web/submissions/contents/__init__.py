"""What goes into a submission: one module an ingredient says what must be there and gives its parts."""
