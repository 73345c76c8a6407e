"""XML of any origin as a tree in which everything knows its line; without DTDs, entities and the network."""
