"""What the language brings along: the prototypes and the global object, made fresh for every realm."""
