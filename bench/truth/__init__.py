"""The truth benchmark: histories with mutations whose consequences are known, and what the rules say to them."""
