"""Small documents written for the project, and what is read and said of them, line by line."""
