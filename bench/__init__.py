"""Measurements: estates of growing size, and our cost as ratios to work that nobody can avoid."""
