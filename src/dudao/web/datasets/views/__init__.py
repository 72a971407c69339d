"""Pages and answers of data, a module each for what is looked at, filled in, decided, kept, handed in and measured."""
