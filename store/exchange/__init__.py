"""What comes in from elsewhere and what leaves: one room a way.

`importing` brings in tables of other programs, `handover` one case from or to a colleague, `dumping` writes the whole
book out for other programs; `backup` and `restore` take books along as they lie (`bundle` is their format), `calendar`
and `research` write parts for others. None knows the screen.
"""
