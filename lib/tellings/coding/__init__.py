"""A person codes; people and machine are compared. The room of the second half of lesson 1."""
