"""One file for each thing a person sets out to do; one action, one transaction."""
