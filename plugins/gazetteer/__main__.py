"""Lets `python -m gazetteer` be the command."""

from gazetteer.cli import main

main()
