"""One body at a time, exact and always traceable: the judge of the compiled plan."""
