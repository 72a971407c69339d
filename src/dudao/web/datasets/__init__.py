"""Tables that bodies fill in, their versions and checks, and the indicators beside them."""
