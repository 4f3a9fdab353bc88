"""What can be written at a place in a document. One file a kind of thing; ``complete`` asks them."""
