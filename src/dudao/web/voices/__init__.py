"""What the public says of documents: comments and complaints, and how the office answers."""
