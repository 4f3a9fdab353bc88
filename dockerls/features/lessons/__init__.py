"""What a hover teaches, by what the cursor stands on: one file a kind of thing. Read on the first hover."""
