"""Snapshots of a survey and differences of two catalogs."""
