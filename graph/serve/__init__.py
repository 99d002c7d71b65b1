"""A dataset to a SPARQL 1.1 endpoint on this machine, for reading, with a page to ask it from."""
