"""The trees, the one-pass log and the record cache: the only folder that opens the user's files."""
