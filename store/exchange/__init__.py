"""What comes in from elsewhere and what leaves: one room a way.

`importing` reads tables of other programs, `backup` and `restore` take whole books along (`bundle` is their format),
`calendar` and `research` write parts for others. None knows the screen.
"""
