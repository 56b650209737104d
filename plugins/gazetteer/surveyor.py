"""The survey: gather, link, judge, silence."""
